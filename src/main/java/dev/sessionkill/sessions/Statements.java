package dev.sessionkill.sessions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        if (sql == null) {
            return null;
        }
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(digest(sql).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
