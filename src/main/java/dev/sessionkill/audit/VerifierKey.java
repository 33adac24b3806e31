package dev.sessionkill.audit;

import dev.sessionkill.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The public half of the key that signs checkpoints. */
final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 4;

    /** What precedes the key's bytes in a SubjectPublicKeyInfo (RFC 8410, section 4). */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Optional<String> name;
    private final byte[] bytes;
    private final PublicKey key;

    private VerifierKey(Optional<String> name, byte[] bytes) throws GeneralSecurityException {
        this.name = name;
        this.bytes = bytes;
        byte[] encoded = Arrays.copyOf(SPKI, SPKI.length + KEY_LENGTH);
        System.arraycopy(bytes, 0, encoded, SPKI.length, KEY_LENGTH);
        this.key =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** Whether a note is by this key. */
    enum Seal {
        /** It is. */
        VALID,
        /** It says so, and is not. */
        INVALID,
        /** It has no signature that says so. */
        NONE
    }

    static VerifierKey of(String name, PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(
                Optional.of(name),
                Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length));
    }

    /** Reads a file with a verifier key in one line, or a public key in PEM. */
    static Optional<VerifierKey> read(Path file) throws IOException {
        String content = Files.readString(file, StandardCharsets.UTF_8).strip();
        try {
            return content.startsWith("-----BEGIN") ? ofPem(content) : parse(content);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<VerifierKey> ofPem(String content) throws GeneralSecurityException {
        byte[] encoded = Pem.decode(content, "PUBLIC KEY");
        return encoded.length == SPKI.length + KEY_LENGTH
                        && Arrays.equals(SPKI, Arrays.copyOf(encoded, SPKI.length))
                ? Optional.of(
                        new VerifierKey(
                                Optional.empty(),
                                Arrays.copyOfRange(encoded, SPKI.length, encoded.length)))
                : Optional.empty();
    }

    private static Optional<VerifierKey> parse(String text) throws GeneralSecurityException {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + KEY_LENGTH || typed[0] != ED25519) {
            return Optional.empty();
        }
        VerifierKey key =
                new VerifierKey(Optional.of(parts[0]), Arrays.copyOfRange(typed, 1, typed.length));
        return HexFormat.of().formatHex(key.id(parts[0])).equals(parts[1])
                ? Optional.of(key)
                : Optional.empty();
    }

    /** As others take it in: the name, its id in hexadecimal digits, its type and bytes. */
    String text() {
        byte[] typed = new byte[1 + KEY_LENGTH];
        typed[0] = ED25519;
        System.arraycopy(bytes, 0, typed, 1, KEY_LENGTH);
        String named = name.orElse("");
        return "%s+%s+%s"
                .formatted(
                        named,
                        HexFormat.of().formatHex(id(named)),
                        Base64.getEncoder().encodeToString(typed));
    }

    /** What a signature says whose it is: the first bytes of a hash over name, type and key. */
    byte[] id(String named) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(named.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        return Arrays.copyOf(sha256.digest(bytes), ID_LENGTH);
    }

    Seal seal(SignedNote note) {
        return seal(note.text(), note.signatures());
    }

    Seal seal(String text, List<String> signatures) {
        Seal seal = Seal.NONE;
        for (String line : signatures) {
            int space = line.lastIndexOf(' ');
            if (space <= SignedNote.SIGNATURE.length()) {
                continue;
            }
            String signer = line.substring(SignedNote.SIGNATURE.length(), space);
            byte[] signature = decoded(line.substring(space + 1));
            if (signature.length > ID_LENGTH
                    && name.filter(it -> !it.equals(signer)).isEmpty()
                    && Arrays.equals(id(signer), Arrays.copyOf(signature, ID_LENGTH))) {
                if (!verifies(text, Arrays.copyOfRange(signature, ID_LENGTH, signature.length))) {
                    return Seal.INVALID;
                }
                seal = Seal.VALID;
            }
        }
        return seal;
    }

    private boolean verifies(String text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
