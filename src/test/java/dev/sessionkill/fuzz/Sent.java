package dev.sessionkill.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * A request and what its maker knows of it.
 *
 * @param number of the request in its run
 * @param message what is sent
 * @param aim what it aims at
 * @param instance the instance that it names; null when it names none
 */
record Sent(int number, Message message, Aim aim, @Nullable String instance) {

    /** In this place of a target stands the id of a kill, known only when it is sent. */
    static final String KILL = "KILL-ID";

    /**
     * What is known about how it must be answered.
     *
     * @param wrong it has a fault that the API document lets nobody overlook
     * @param http whether its head and path are well-formed HTTP
     * @param anonymous it has no good token
     * @param kills whether it may send something that kills
     */
    record Aim(boolean wrong, boolean http, boolean anonymous, boolean kills) {}

    Sent with(Message other) {
        return new Sent(number, other, aim, instance);
    }
}
