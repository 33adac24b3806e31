package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that stand far behind the twentieth row, where a process list is cut by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class ManySessionsIT {

    private static final int SESSIONS = 500;
    private static final String SQL = "select sleep(600)";

    private MariaDbServer server;

    @BeforeAll
    void connect(MariaDbServer shared) throws Exception {
        server = shared;
        List<MariaDbClient> clients =
                TestGateway.together(
                        Stream.<Callable<MariaDbClient>>generate(
                                        () -> () -> MariaDbClient.connect(server, "report"))
                                .limit(SESSIONS)
                                .toList());
        clients.forEach(it -> it.begin(SQL));
        await().atMost(Duration.ofSeconds(30)).until(() -> running().size() == SESSIONS);
    }

    @AfterAll
    void clear() {
        server.clear();
    }

    @Test
    void killsTheOneThatWasNamedAndSeesThatItIsGone() throws Exception {
        try (TestGateway gateway =
                TestGateway.start(SandboxOptions.defaults().withInstances(server.instances()))) {
            List<Long> before = running();
            long target = before.get(before.size() - 40);
            Calls calls = new Calls(gateway, MariaDbServer.INSTANCE);

            Answer answer = calls.kill(calls.row(target));

            assertKilled(answer, List.of(target), before);
        }
    }

    @Test
    void killsTwoOfThemThoughTheVendorCutsEveryListAtTwentyRows() throws Exception {
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withInstances(server.instances())
                                .withMaxRows(20))) {
            List<Long> before = running();
            List<Long> targets = List.of(before.get(before.size() / 2), before.getLast());
            Calls calls = new Calls(gateway, MariaDbServer.INSTANCE);

            Answer list = calls.get("");
            Answer answer = calls.killThreads(targets);

            assertThat(list.body().path("complete").asBoolean(true)).isFalse();
            assertKilled(answer, targets, before);
        }
    }

    private void assertKilled(Answer answer, List<Long> targets, List<Long> before) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(targets).allMatch(it -> answer.outcome(it).equals("KILLED"));
        assertThat(running())
                .containsExactlyElementsOf(
                        before.stream().filter(it -> !targets.contains(it)).toList());
    }

    /** Their ids, in the order of the process list. */
    private List<Long> running() {
        return server.sessions().stream()
                .filter(it -> SQL.equals(it.info()))
                .map(SandboxSession::id)
                .toList();
    }
}
