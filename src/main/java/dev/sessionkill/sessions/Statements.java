package dev.sessionkill.sessions;

import dev.sessionkill.core.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Statements without their data: what tells one kind of statement from another, and may be shown
 * and kept where the data in it must not be.
 */
public final class Statements {

    private Statements() {}

    /**
     * The statement with {@code ?} for every literal and without comments, white space collapsed. A
     * digest is its own digest, so that what was shown as one can be compared with a statement. A
     * string or comment without an end hides everything behind it: statements are often cut.
     */
    static String digest(String sql) {
        return new StatementLexer(sql).digest();
    }

    /** SHA-256 of the digest in lower-case hexadecimal; null for no statement. */
    public static @Nullable String fingerprint(@Nullable String sql) {
        return sql == null ? null : Sha256.hex(digest(sql));
    }
}
