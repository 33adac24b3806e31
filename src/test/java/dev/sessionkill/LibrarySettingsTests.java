package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LibrarySettingsTests {

    private static final String CANARY = "canary-4711-secret";

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    spring.datasource.url=                              | spring.datasource.url: must begin with jdbc:sqlite: or jdbc:postgresql:
                    spring.datasource.url=jdbc:mysql://u:CANARY@x/y     | spring.datasource.url: must begin with jdbc:sqlite: or jdbc:postgresql:
                    spring.datasource.url=jdbc:sqlite:DIRECTORY         | spring.datasource.url: no database can be opened there (SQLITE_CANTOPEN)
                    spring.datasource.driver-class-name=CANARY          | spring.datasource.driver-class-name: cannot be used (IllegalStateException)
                    spring.datasource.hikari.maximum-pool-size=CANARY   | spring.datasource.hikari.maximum-pool-size: cannot be read as int
                    spring.datasource.hikari.maximum-pool-size=-1       | spring.datasource.hikari.maximum-pool-size: cannot be used by HikariDataSource
                    spring.lifecycle.timeout-per-shutdown-phase=CANARY  | spring.lifecycle.timeout-per-shutdown-phase: cannot be read as Duration
                    logging.level.root=CANARY                           | logging.level.root: cannot be read as LogLevel
                    spring.application.json={CANARY                     | spring.application.json (SPRING_APPLICATION_JSON): is not JSON
                    server.port=99999                                   | server.port: cannot be used (IllegalArgumentException)
                    server.port=CANARY                                  | server.port: cannot be used (NumberFormatException)
                    management.server.port=99999                        | management.server.port: cannot be used (IllegalArgumentException)
                    server.address=192.0.2.1                            | server.address: is no address of this machine
                    server.ssl.bundle=CANARY                            | server.ssl.bundle: cannot be used (NoSuchSslBundleException)
                    spring.config.additional-location=file:/nope/x.yaml | spring.config.location, .additional-location or .import: resource 'file [/nope/x.yaml]' via location 'file:/nope/x.yaml' does not exist
                    """)
    void stopsWithOneLineThatNamesTheSettingAndNotItsValue(
            String setting, String line, CapturedOutput output) {
        String given = setting.replace("CANARY", CANARY).replace("DIRECTORY", directory.toString());

        assertThat(refused(output, given)).isEqualTo(line);
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void saysThatTheFileIsNoDatabase(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("junk.db"), CANARY.repeat(100));

        assertThat(refused(output, "spring.datasource.url=jdbc:sqlite:" + file))
                .isEqualTo(
                        "spring.datasource.url: no database can be opened there"
                                + " (SQLITE_NOTADB)");
    }

    @Test
    void namesTheCertificateThatIsNotThere(CapturedOutput output) {
        assertThat(refusedWithCertificates(output, directory.resolve("tls.crt")))
                .isEqualTo(
                        "spring.ssl.bundle.pem.gateway.keystore.certificate: cannot be used"
                                + " (FileNotFoundException)");
    }

    @Test
    void namesTheBundleWhoseCertificateIsNone(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("tls.crt"), CANARY);

        assertThat(refusedWithCertificates(output, file))
                .isEqualTo("server.ssl.bundle: its keys and certificates cannot be used");
    }

    private String refusedWithCertificates(CapturedOutput output, Path certificate) {
        String bundle = "spring.ssl.bundle.pem.gateway.";
        return refused(
                output,
                bundle + "keystore.certificate=file:" + certificate,
                bundle + "keystore.private-key=file:" + directory.resolve("tls.key"),
                "server.ssl.bundle=gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port", "management.server.port"})
    void namesThePortThatIsInUse(String setting, CapturedOutput output) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(refused(output, setting + "=" + taken.getLocalPort()))
                    .isEqualTo(setting + ": port " + taken.getLocalPort() + " is in use");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a: 1;b: [CANARY: ;c: 2                      | line 3: cannot be read as YAML
                    gateway.audit.origin: CANARY;a: 1;b: 2;a: 3 | line 4: a key is there twice
                    """)
    void namesTheFileAndTheLineOfBadYaml(String text, String problem, CapturedOutput output)
            throws IOException {
        Path file = directory.resolve("application.yaml");
        Files.writeString(file, text.replace(';', '\n').replace("CANARY", CANARY));
        String expected = "URL [file:" + file + "], " + problem;

        assertThat(refused(output, "spring.config.additional-location=file:" + file))
                .isEqualTo(expected);
        assertThat(output).doesNotContain(CANARY);
    }

    @Test
    void namesWhoImportsTheFileThatIsNotThere(CapturedOutput output) throws IOException {
        Path file = directory.resolve("application.yaml");
        Files.writeString(file, "spring.config.import: file:/nope/x.yaml");

        assertThat(refused(output, "spring.config.additional-location=file:" + file))
                .startsWith("spring.config.import: ")
                .endsWith("'file:/nope/x.yaml' does not exist");
    }

    @Test
    void namesTheBadYamlThatLiesInAConfiguredDirectory(CapturedOutput output) throws IOException {
        Files.writeString(directory.resolve("application.yaml"), "a: [");

        assertThat(refused(output, "spring.config.additional-location=file:" + directory + "/"))
                .isEqualTo(
                        "URL [file:"
                                + directory.resolve("application.yaml")
                                + "], line 1: cannot be read as YAML");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    max-sessions=5 | gateway.access.grants: is set in several places, and lists are not merged; set the whole list in one place
                    max-session=5  | gateway.access.grants[0].max-session: not a known setting
                    """)
    void saysThatListsAreNotMerged(String setting, String line, CapturedOutput output)
            throws IOException {
        Path file = directory.resolve("application.yaml");
        Files.writeString(
                file,
                """
                gateway.access.grants:
                  - callers: ["group:dba"]
                    actions: [LIST, KILL]
                """);
        String location = "spring.config.additional-location=file:" + file;

        assertThat(refused(output, location, "gateway.access.grants[0]." + setting))
                .isEqualTo(line);
    }

    private String refused(CapturedOutput output, String... settings) {
        List<String> all =
                Stream.concat(Refused.SOUND.stream(), Stream.of(settings).map(it -> "--" + it))
                        .toList();
        return Refused.line(output, directory, all);
    }
}
