package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate with its key, made by the JDK's keytool. */
record Certificate(Path directory, String name) {

    private static final String PASSWORD = "not-a-secret";

    static Certificate make(Path directory, String name) throws Exception {
        Certificate certificate = new Certificate(directory, name);
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "key",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                certificate.file("p12").toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        PrivateKeyEntry entry = certificate.entry();
        certificate.write("crt", "CERTIFICATE", entry.getCertificate().getEncoded());
        certificate.write("key", "PRIVATE KEY", entry.getPrivateKey().getEncoded());
        return certificate;
    }

    /** The certificate. */
    Path pem() {
        return file("crt");
    }

    Path privateKey() {
        return file("key");
    }

    KeyStore store() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file("p12").toFile(), PASSWORD.toCharArray());
    }

    char[] password() {
        return PASSWORD.toCharArray();
    }

    private PrivateKeyEntry entry() throws GeneralSecurityException, IOException {
        return (PrivateKeyEntry)
                store().getEntry("key", new KeyStore.PasswordProtection(password()));
    }

    private void write(String suffix, String label, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        Files.writeString(
                file(suffix),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text),
                StandardCharsets.US_ASCII);
    }

    private Path file(String suffix) {
        return directory.resolve(name + "." + suffix);
    }
}
