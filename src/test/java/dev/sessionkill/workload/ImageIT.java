package dev.sessionkill.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.ContainerConfig;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Ledger;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.storage.PostgresServer;
import dev.sessionkill.workload.DeployedGateway.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** The image as it is delivered: two of it over one PostgreSQL, like the replicas of a cluster. */
@Timeout(400)
class ImageIT {

    private static final Logger log = LoggerFactory.getLogger(ImageIT.class);
    private static final int KILLS = 60;
    private static final Duration TO_END = Duration.ofMinutes(2);

    private final String image = GatewayImage.name();
    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final SandboxOptions vendor =
            SandboxOptions.defaults().withLatency(Duration.ofMillis(300)).withInstances(instances);

    @Test
    void startsWithoutAShellAsANumberedUser() {
        ContainerConfig config =
                Objects.requireNonNull(
                        DockerClientFactory.instance()
                                .client()
                                .inspectImageCmd(image)
                                .exec()
                                .getConfig());

        assertThat(config.getUser()).isEqualTo("10001:10001");
        assertThat(config.getEntrypoint()).startsWith("java").endsWith("/app/gateway.jar");
        assertThat(config.getLabels())
                .containsKeys(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.licenses");
    }

    @Test
    void losesNoKillWhenOneReplicaIsStoppedAndTheOtherKilled() throws Exception {
        for (int id = 1; id <= KILLS; id++) {
            instances.add(
                    "cdb-" + id,
                    SandboxSession.running(id, "app", "10.0.0.1:1", "shop", 60, "select 1"),
                    SandboxSession.running(9999, "app", "10.0.0.1:2", "shop", 60, "select 2"));
        }
        String database = PostgresServer.shared().newDatabase();
        try (SandboxServer upstream = SandboxServer.start(vendor)) {
            Map<Integer, String> kills = new LinkedHashMap<>();
            try (DeployedGateway first = start(upstream, database);
                    DeployedGateway second = start(upstream, database)) {
                for (int id = 1; id <= KILLS; id++) {
                    Answer answer = (id % 2 == 0 ? first : second).kill("cdb-" + id, id);
                    assertThat(answer.status()).isEqualTo(202);
                    kills.put(id, answer.body().path("id").asString());
                }
                awaitCommits(upstream, 5);
                FutureTask<Long> stopped = new FutureTask<>(first::terminate);
                Thread.ofVirtual().start(stopped);
                awaitCommits(upstream, KILLS / 3);
                log.info("SIGTERM for one replica, SIGKILL for the other: {} are left.", left());
                assertThat(second.kill9()).as("exit code after SIGKILL").isEqualTo(137);
                assertThat(stopped.get()).as("exit code after SIGTERM").isEqualTo(143);
                log.info("Both have ended: {} sessions are left.", left());
                assertThat(left()).isBetween(1L, KILLS - 1L);
            }
            try (DeployedGateway third = start(upstream, database)) {
                Map<Integer, String> results = results(third, kills);

                log.info(
                        "A third has ended what was left: {}, by {} calls.",
                        results.values().stream()
                                .collect(Collectors.groupingBy(it -> it, Collectors.counting())),
                        upstream.ledger().calls().size());
                assertThatTheyAreTrue(results);
                assertThatNoCommitWasSentTwice(upstream.ledger());
                await().atMost(TO_END).until(() -> record(third), "SOUND"::equals);
                Answer again = third.kill("cdb-1", 1);
                assertThat(again.replayed()).isTrue();
                assertThat(again.body().path("id").asString()).isEqualTo(kills.get(1));
            }
        }
    }

    private DeployedGateway start(SandboxServer upstream, String database) {
        String account = "--gateway.accounts.default.";
        String issuer = "--gateway.access.issuers[0].";
        String grant = "--gateway.access.grants[0].";
        return DeployedGateway.start(
                image,
                upstream.issuer().mint("oncall", List.of("dba"), Duration.ofHours(1)),
                List.of(
                        "--spring.datasource.url=" + database,
                        account + "endpoint=" + upstream.endpoint(),
                        account + "region=ap-guangzhou",
                        // So few that kills are left when the last of them has been asked for.
                        account + "calls-per-second=8",
                        account + "credentials.secret-id=" + vendor.secretId(),
                        account + "credentials.secret-key=" + vendor.secretKey(),
                        issuer + "uri=" + upstream.issuer().issuer(),
                        issuer + "jwk-set-uri=" + upstream.issuer().jwkSetUri(),
                        grant + "callers=group:dba",
                        grant + "actions=LIST,KILL,AUDIT",
                        grant + "accounts=*",
                        grant + "instances=*",
                        grant + "users=*",
                        grant + "databases=*",
                        "--gateway.access.requests-per-second=100000",
                        // The restart is a part of it, however long it takes here.
                        "--gateway.kill.deadline=10m"));
    }

    private static void awaitCommits(SandboxServer upstream, int count)
            throws InterruptedException {
        assertThat(upstream.ledger().await(calls -> commits(calls) >= count, TO_END)).isTrue();
    }

    private static long commits(List<Call> calls) {
        return calls.stream().filter(it -> "Commit".equals(it.stage())).count();
    }

    /** How many of the sessions that are to end have not ended. */
    private long left() {
        return IntStream.rangeClosed(1, KILLS)
                .filter(it -> instances.session("cdb-" + it, it).isPresent())
                .count();
    }

    private static Map<Integer, String> results(DeployedGateway gateway, Map<Integer, String> kills)
            throws Exception {
        Map<Integer, String> results = new LinkedHashMap<>();
        for (Map.Entry<Integer, String> kill : kills.entrySet()) {
            String path = "/sessions/kill/" + kill.getValue();
            await().atMost(TO_END)
                    .until(
                            () -> gateway.get(path).body().path("state").asString(""),
                            "FINISHED"::equals);
            results.put(kill.getKey(), gateway.get(path).body().path("result").asString(""));
        }
        return results;
    }

    private static String record(DeployedGateway gateway) throws Exception {
        return gateway.get("/audit/verification").body().path("state").asString("");
    }

    /** KILLED is gone and NOT_KILLED is there; a Commit that the crash cut off is one of both. */
    private void assertThatTheyAreTrue(Map<Integer, String> results) {
        results.forEach(
                (id, result) ->
                        assertThat(result)
                                .as("cdb-" + id)
                                .isEqualTo(
                                        instances.session("cdb-" + id, id).isPresent()
                                                ? "NOT_KILLED"
                                                : "KILLED"));
        assertThat(results.values().stream().filter("KILLED"::equals).count())
                .isGreaterThan(KILLS * 9 / 10);
        for (int id = 1; id <= KILLS; id++) {
            assertThat(instances.session("cdb-" + id, 9999)).isPresent();
        }
    }

    private static void assertThatNoCommitWasSentTwice(Ledger ledger) {
        assertThat(ledger.calls(Match.COMMIT)).extracting(Call::sqlExecId).doesNotHaveDuplicates();
    }
}
