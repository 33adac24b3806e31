package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.AuditCommand;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The record of a running gateway, as an auditor reads it and checks it elsewhere. */
class AuditIT {

    private static final String EVENTS = "/audit/events";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private Path directory;
    private Path checkpoints;
    private Path publicKey;
    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = pem("private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        publicKey = pem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
        checkpoints = directory.resolve("checkpoints");
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                        "--gateway.audit.signing-key=" + key,
                        "--gateway.audit.checkpoint-to=" + checkpoints,
                        "--gateway.audit.checkpoint-every=1s");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void tellsAKillFromItsRequestToItsEnd() throws Exception {
        Answer kill = gateway.kill("cdb-sandbox1", 1001);

        assertThat(kinds(events("?killId=" + kill.id())))
                .containsExactly(
                        "REQUESTED",
                        "PREPARE_SENDING",
                        "PREPARE_ANSWERED",
                        "COMMIT_SENDING",
                        "COMMIT_ANSWERED",
                        "FINISHED");
        assertThat(events("?kind=FINISHED&caller=sub:oncall&killId=" + kill.id())).hasSize(1);
        assertThat(events("?kind=FINISHED&caller=sub:somebody")).isEmpty();
        assertThat(events("?to=1970-01-02T00:00:00Z")).isEmpty();
    }

    @Test
    void isReadPageByPageWithoutGaps() throws Exception {
        gateway.kill("cdb-sandbox1", 1001);

        List<Long> numbers = new ArrayList<>();
        String next = "0";
        for (int page = 0; page < 3; page++) {
            JsonNode body = gateway.get(EVENTS + "?limit=2&after=" + next).body();
            body.path("events").forEach(it -> numbers.add(it.path("seq").asLong()));
            next = body.path("next").asString();
        }

        assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(gateway.get(EVENTS + "?after=100000").body().path("next").isNull()).isTrue();
    }

    @Test
    void tellsWhoReadIt() throws Exception {
        gateway.get(EVENTS + "?limit=7");

        JsonNode read = events("?kind=AUDIT_READ").getFirst();
        assertThat(read.path("caller").asString()).isEqualTo("sub:oncall");
        assertThat(read.at("/data/limit").asLong()).isEqualTo(7);
        export();
        assertThat(events("?kind=AUDIT_EXPORTED")).hasSize(1);
    }

    @Test
    void isNotShownWithoutAGrantAndTellsWhoWasTurnedAway() throws Exception {
        for (String path : List.of(EVENTS, "/audit/verification")) {
            Answer answer = gateway.send(gateway.requestAs("sam", "reporting", path).GET());

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().path("code").asString()).isEqualTo("not-permitted");
            assertThat(answer.body().has("events")).isFalse();
        }

        assertThat(events("?kind=DENIED&caller=sub:sam"))
                .extracting(it -> it.at("/data/what").asString())
                .containsExactly(EVENTS, "/audit/verification");
    }

    @Test
    void isFoundSoundByItsOwnGateway() throws Exception {
        gateway.kill("cdb-sandbox1", 1001);
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoints() > 0);

        // It is told as it is at present when to go on takes long.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> isSound(gateway.get("/audit/verification").body()));
    }

    private static void isSound(JsonNode state) {
        assertThat(state.path("state").asString()).isEqualTo("SOUND");
        assertThat(state.path("fault").isNull()).isTrue();
        assertThat(state.at("/checkpoint/signed").asBoolean()).isTrue();
        assertThat(state.path("verifiedTo").asLong())
                .isEqualTo(state.at("/head/seq").asLong())
                .isGreaterThanOrEqualTo(7);
    }

    @Test
    void isFoundSoundOfflineByAnExportAndSignedCheckpoints() throws Exception {
        gateway.kill("cdb-sandbox1", 1001);
        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoints() > 0);
        String export = export();

        assertThat(verify(export)).contains("result: SOUND", "exit 0").doesNotContain("fault");

        for (String[] edit : new String[][] {{"a test", "a tEst"}, {"sub:oncall", "sub:nobody"}}) {
            assertThat(verify(export.replaceFirst(edit[0], edit[1])))
                    .contains("result: TAMPERED", "EDITED", "exit 1");
        }
        assertThat(verify(export.substring(export.indexOf('\n') + 1))).contains("exit 1");
    }

    private List<JsonNode> events(String query) throws Exception {
        Answer answer = gateway.get(EVENTS + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("events").valueStream().toList();
    }

    private static List<String> kinds(List<JsonNode> events) {
        return events.stream().map(it -> it.path("kind").asString()).toList();
    }

    private String export() throws Exception {
        HttpRequest request =
                gateway.request(EVENTS).header("Accept", "application/x-ndjson").build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/x-ndjson");
        return answer.body();
    }

    /** What {@code audit verify} says of it, and its exit code. */
    private String verify(String export) throws Exception {
        Path file = Files.writeString(directory.resolve("events.ndjson"), export);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit =
                AuditCommand.run(
                        List.of(
                                "verify",
                                "--events",
                                file.toString(),
                                "--checkpoints",
                                checkpoints.toString(),
                                "--key",
                                publicKey.toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8) + "exit " + exit;
    }

    private long checkpoints() throws Exception {
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(it -> it.toString().endsWith(".note")).count();
        }
    }

    private Path pem(String file, String kind, byte[] encoded) throws Exception {
        return Files.writeString(
                directory.resolve(file),
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(kind, Base64.getEncoder().encodeToString(encoded), kind));
    }
}
