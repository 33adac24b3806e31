package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.audit.VerifierKey.Seal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTests {

    private static final ChainEnd END = new ChainEnd(12, "0123456789abcdef".repeat(4));

    private final SignedNote note = TestNotes.note(END);

    @TempDir private Path directory;

    @Test
    void isSignedAsOthersSign() {
        String text =
                """
                If you think cryptography is the answer to your problem,
                then you don't know what your problem is.
                """;

        assertThat(TestNotes.key("PeterNeumann", TestNotes.petersPem()).sign(text))
                .isEqualTo(
                        "\u2014 PeterNeumann"
                                + " x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FF"
                                + "YC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
    }

    @Test
    void hasAKeyThatOthersTakeIn() {
        assertThat(TestNotes.key("PeterNeumann", TestNotes.petersPem()).verifier().text())
                .isEqualTo(TestNotes.PETER);
    }

    @Test
    void isFourLinesAnEmptyOneAndTheSignature() {
        assertThat(note.whole().lines())
                .startsWith(
                        "test",
                        "12",
                        "ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=",
                        "2026-11-22T09:00:00.250Z",
                        "")
                .hasSize(6);
        assertThat(note.whole()).endsWith("=\n").contains("\n\n\u2014 test ");
    }

    @Test
    void isReadAsItWasWritten() {
        SignedNote unsigned =
                new NoteSigner("test", null).sign(new Checkpoint("test", END, TestNotes.AT));

        assertThat(SignedNote.readAll(note.whole())).contains(List.of(note));
        assertThat(SignedNote.readAll(unsigned.whole() + note.whole() + unsigned.whole()))
                .contains(List.of(unsigned, note, unsigned));
        assertThat(SignedNote.readAll(note.whole() + "\n\n" + note.whole() + "\n"))
                .contains(List.of(note, note));
        assertThat(SignedNote.readAll("")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test\n12\nAAAA\n2026-11-22T09:00:00.250Z\n\n",
                "test\n-1\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n2026-11-22T09:00:00Z\n\n",
                "test\n12\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\nyesterday\n\n",
                "test\n12\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n\n",
                "test\n12\nASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=\n2026-11-22T09:00:00Z",
                "<html>"
            })
    void isNotReadWhenItIsCutOffOrSomethingElse(String content) {
        assertThat(SignedNote.readAll(content)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssl", "vkey"})
    void isVerifiedWithTheKeyInEitherForm(String form) throws Exception {
        VerifierKey key =
                read(
                        form.equals("vkey")
                                ? TestNotes.key("test", TestNotes.petersPem()).verifier().text()
                                : petersPublicPem());

        assertThat(key.seal(note)).isEqualTo(Seal.VALID);
        assertThat(key.seal(note.text().replace("12", "13"), note.signatures()))
                .isEqualTo(Seal.INVALID);
        assertThat(key.seal(note.text(), List.of())).isEqualTo(Seal.NONE);
        assertThat(key.seal(note.text(), List.of("\u2014 test", "\u2014 test ?", "\u2014 ")))
                .isEqualTo(Seal.NONE);
    }

    @Test
    void isNotTakenForOneOfAnotherKeyOrName() {
        VerifierKey other = TestNotes.key("test", TestNotes.otherPem()).verifier();
        VerifierKey otherName = TestNotes.key("tesu", TestNotes.petersPem()).verifier();

        assertThat(other.seal(note)).isEqualTo(Seal.NONE);
        assertThat(otherName.seal(note)).isEqualTo(Seal.NONE);
    }

    /** C2SP: signatures by unknown keys are ignored. */
    @Test
    void mayBeSignedByOthersToo() {
        VerifierKey key = TestNotes.key("test", TestNotes.petersPem()).verifier();
        String other = TestNotes.key("witness", TestNotes.otherPem()).sign(note.text());

        assertThat(key.seal(note.text(), List.of(other, note.signatures().getFirst(), other)))
                .isEqualTo(Seal.VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumamn+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n-----END PRIVATE KEY-----"
            })
    void isNotVerifiedWithWhatIsNoKey(String content) throws IOException {
        assertThat(VerifierKey.read(file(content))).isEmpty();
    }

    @Test
    void isSignedWithEd25519Only() throws Exception {
        byte[] rsa =
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
        byte[] ed448 =
                KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate().getEncoded();
        for (byte[] encoded : List.of(rsa, ed448)) {
            String pem =
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(encoded)
                            + "\n-----END PRIVATE KEY-----";
            assertThatThrownBy(() -> SigningKey.of("test", pem))
                    .isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> SigningKey.of("test", "no key"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private VerifierKey read(String content) throws IOException {
        Optional<VerifierKey> key = VerifierKey.read(file(content));
        assertThat(key).isPresent();
        return key.get();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("key"), content);
    }

    private static String petersPublicPem() {
        byte[] typed = Base64.getDecoder().decode(TestNotes.PETER.split("\\+", 3)[2]);
        byte[] spki =
                HexFormat.of()
                        .parseHex(
                                "302a300506032b6570032100"
                                        + HexFormat.of().formatHex(typed, 1, typed.length));
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(spki)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
