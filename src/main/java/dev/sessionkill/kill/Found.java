package dev.sessionkill.kill;

import java.util.List;

/** What a search for kills brought. */
public sealed interface Found {

    /**
     * A page of them.
     *
     * @param kills newest first
     * @param more whether older ones follow
     */
    record Page(List<Kill> kills, boolean more) implements Found {}

    /** The record cannot be read at the moment. */
    record Unreadable() implements Found {}
}
