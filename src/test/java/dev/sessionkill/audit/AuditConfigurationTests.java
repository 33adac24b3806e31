package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AuditConfigurationTests {

    private final AuditConfiguration configuration = new AuditConfiguration();

    @TempDir private Path directory;

    @Test
    void signsWithTheKeyAndShowsItsPublicHalf(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), TestNotes.petersPem());

        NoteSigner signer =
                configuration.noteSigner(settings(file.toString(), null, "PeterNeumann"));

        assertThat(signer.signs()).isTrue();
        assertThat(output).contains(TestNotes.PETER).doesNotContain("MC4CAQAwBQYDK2VwBCIEI");
    }

    @Test
    void warnsWithoutAKeyAndGoesOn(CapturedOutput output) {
        assertThat(configuration.noteSigner(settings(null, null, "test")).signs()).isFalse();
        assertThat(output).contains("gateway.audit.signing-key is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary-4711", "-----BEGIN PRIVATE KEY-----\nMC4CAQ==", ""})
    void stopsWhenTheFileHoldsNoKey(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), content);

        assertThatThrownBy(() -> configuration.noteSigner(settings(file.toString(), null, "test")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "gateway.audit.signing-key: the file must hold an Ed25519 private key in"
                                + " PEM, as openssl genpkey -algorithm ed25519 makes it");
    }

    @Test
    void stopsWhenThereIsNoFile() {
        assertThatThrownBy(
                        () ->
                                configuration.noteSigner(
                                        settings(directory.resolve("no").toString(), null, "test")))
                .isInstanceOf(SettingException.class)
                .hasMessage("gateway.audit.signing-key: the file cannot be read");
    }

    @Test
    void makesTheDirectory() {
        Path wanted = directory.resolve("new/checkpoints");

        assertThat(configuration.checkpointDestination(settings(null, wanted.toString(), "test")))
                .isInstanceOf(CheckpointDirectory.class);
        assertThat(wanted).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "https:// x", "http://user:canary@host/"})
    void stopsWhenTheUrlIsNone(String to) {
        assertThatThrownBy(() -> configuration.checkpointDestination(settings(null, to, "test")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "gateway.audit.checkpoint-to: must be a directory, or a URL with a host");
    }

    @Test
    void stopsWhenTheDirectoryIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(
                        () ->
                                configuration.checkpointDestination(
                                        settings(null, file.toString(), "test")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("gateway.audit.checkpoint-to: is no directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "ü", "a\n"})
    void refusesAnOriginThatNoNoteCanHold(String origin) {
        assertThatThrownBy(() -> settings(null, null, origin))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("gateway.audit.origin: ");
    }

    @Test
    void refusesCheckpointsWithoutPause() {
        assertThatThrownBy(() -> new AuditSettings(null, Duration.ofMillis(999), null, "test"))
                .isInstanceOf(SettingException.class)
                .hasMessage("gateway.audit.checkpoint-every: must be at least 1s");
    }

    @Test
    void postsCheckpointsToAUrl() throws Exception {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    bodies.add(
                            exchange.getRequestHeaders().getFirst("Content-Type")
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    boolean wanted = exchange.getRequestURI().getPath().equals("/checkpoints");
                    exchange.sendResponseHeaders(wanted ? 204 : 500, -1);
                    exchange.close();
                });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        SignedNote note = TestNotes.note(new ChainEnd(1, "0".repeat(64)));
        try {
            configuration
                    .checkpointDestination(settings(null, base + "/checkpoints", "test"))
                    .deliver(note);
            assertThat(bodies).containsExactly("text/plain; charset=utf-8 " + note.whole());

            CheckpointDestination refused =
                    configuration.checkpointDestination(settings(null, base + "/no", "test"));
            assertThatThrownBy(() -> refused.deliver(note))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server answered with status 500");
        } finally {
            server.stop(0);
        }
    }

    private static AuditSettings settings(
            @Nullable String key, @Nullable String to, String origin) {
        return new AuditSettings(key, Duration.ofSeconds(60), to, origin);
    }
}
