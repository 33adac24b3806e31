package dev.sessionkill.audit;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Keys and notes that tests share. The first key is the one of Go's own tests of signed notes. */
final class TestNotes {

    /** golang.org/x/mod/sumdb/note, note_test.go. */
    static final String PETER =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final byte[] PETERS_SEED =
            Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

    static final Instant AT = Instant.parse("2026-11-22T09:00:00.250Z");

    private TestNotes() {}

    /** Peter's private key, as openssl would write it. */
    static String petersPem() {
        return pem(HexFormat.of().formatHex(PETERS_SEED, 1, PETERS_SEED.length));
    }

    /** Another private key. */
    static String otherPem() {
        return pem("42".repeat(32));
    }

    private static String pem(String seed) {
        byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420" + seed);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----\n";
    }

    static SigningKey key(String name, String pem) {
        try {
            return SigningKey.of(name, pem);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static NoteSigner signer() {
        return new NoteSigner("test", key("test", petersPem()));
    }

    static SignedNote note(ChainEnd end) {
        return signer().sign(new Checkpoint("test", end, AT));
    }
}
