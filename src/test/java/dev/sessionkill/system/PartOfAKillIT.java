package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/** Sessions of one kill of which some are as they were seen and some are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class PartOfAKillIT {

    private static final String MEMORY = "cdb-memory";
    private static final String SQL = "select sleep(600)";

    private final InMemoryInstances memory = InMemoryInstances.empty();
    private MariaDbServer server;
    private TestGateway gateway;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway = start("--gateway.accounts.default.calls-per-second=200");
    }

    private TestGateway start(String... settings) throws Exception {
        return TestGateway.start(
                SandboxOptions.defaults()
                        .withInstances(new BothInstances(memory, server.instances())),
                settings);
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().ledger().clear();
    }

    @AfterEach
    void clear() throws Exception {
        server.clear();
    }

    @Test
    void killsThoseThatAreAsSeenAndNamesNoOtherInItsCommit() throws Exception {
        for (long id = 1; id <= 4; id++) {
            memory.add(MEMORY, report(id, 4000 + id));
        }
        Calls calls = new Calls(gateway, MEMORY);
        List<ObjectNode> seen = calls.list("");
        memory.replace(MEMORY, report(2, 5002));
        memory.replace(MEMORY, report(4, 5004));

        Answer answer = calls.kill(seen);

        assertPartial(answer, List.of(1L, 3L), List.of(2L, 4L));
        assertThat(calls.committed()).containsExactly(1L, 3L);
        assertThat(memory.threads(MEMORY)).containsExactly(2L, 4L);
    }

    @Test
    void killsThoseThatAreAsExpectedOnARealServer() throws Exception {
        List<MariaDbClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(MariaDbClient.running(server, "report", SQL));
        }
        List<Long> ids = clients.stream().map(MariaDbClient::id).toList();
        Calls calls = new Calls(gateway, MariaDbServer.INSTANCE);
        List<ObjectNode> seen = calls.list("&user=report");
        seen.stream()
                .filter(it -> Set.of(ids.get(1), ids.get(3)).contains(it.get("thread").asLong()))
                .forEach(it -> it.put("user", "app_a_orders"));

        Answer answer = calls.kill(seen);

        assertPartial(answer, List.of(ids.get(0), ids.get(2)), List.of(ids.get(1), ids.get(3)));
        assertThat(calls.committed()).containsExactly(ids.get(0), ids.get(2));
        assertThat(clients)
                .extracting(MariaDbClient::lives)
                .containsExactly(false, true, false, true);
    }

    @Test
    void tellsTheUnknownOneOfTenIdsFromTheNineThatItKills() throws Exception {
        LongStream.rangeClosed(11, 19).forEach(id -> memory.add(MEMORY, report(id, 4000 + id)));
        List<Long> onServer = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            onServer.add(MariaDbClient.running(server, "report", SQL).id());
        }

        assertNineOfTen(MEMORY, LongStream.rangeClosed(11, 19).boxed().toList(), 20);
        assertNineOfTen(MariaDbServer.INSTANCE, onServer, 4_000_000_000L);
    }

    private void assertNineOfTen(String instance, List<Long> known, long unknown) throws Exception {
        List<Long> asked = new ArrayList<>(known);
        asked.add(unknown);

        Answer answer = new Calls(gateway, instance).killThreads(asked);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.result()).isEqualTo("KILLED");
        assertThat(known).hasSize(9).allMatch(it -> answer.outcome(it).equals("KILLED"));
        assertThat(answer.outcome(unknown)).isEqualTo("ALREADY_GONE");
    }

    @Test
    void sparesAStrangerWhoGetsTheIdWhileTheRestIsPreparedAnew() throws Exception {
        memory.add("cdb-quick", report(40, 4040));
        Calls calls = new Calls(gateway, "cdb-quick");
        gateway.upstream().faults().next(Match.PREPARE, new Fault.Latency(Duration.ofSeconds(1)));
        FutureTask<Answer> kill = new FutureTask<>(() -> calls.killThreads(List.of(40L, 41L)));
        Thread.ofVirtual().start(kill);
        assertThat(gateway.upstream().ledger().await(this::hasLookedTwice, Duration.ofSeconds(10)))
                .isTrue();

        memory.replace("cdb-quick", report(40, 5040));

        Answer answer = kill.get();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.outcome(40)).isEqualTo("CHANGED");
        assertThat(Calls.changes(answer, 40)).containsExactly("HOST");
        assertThat(answer.outcome(41)).isEqualTo("ALREADY_GONE");
        assertThat(calls.committed()).isEmpty();
        assertThat(memory.session("cdb-quick", 40)).isPresent();
    }

    /** For whose the sessions are, and for what else runs. */
    private boolean hasLookedTwice(List<Call> calls) {
        return calls.stream().filter(it -> it.action().equals(Match.LIST_ACTION)).count() >= 2;
    }

    @Test
    void takesNoBareThreadsWhereIdentityIsRequired() throws Exception {
        memory.add(MEMORY, report(30, 4030));
        try (TestGateway strict = start("--gateway.kill.require-identity=true")) {
            Calls calls = new Calls(strict, MEMORY);

            Answer bare = calls.killThreads(List.of(30L));
            Answer onlyUser = calls.kill(Calls.session(30).put("user", "report"));
            assertThat(strict.upstream().ledger().calls(Match.ANY)).isEmpty();
            Answer identified = calls.kill(calls.row(30));

            assertThat(bare.status()).isEqualTo(400);
            assertThat(bare.body().path("code").asString()).isEqualTo("invalid-request");
            assertThat(bare.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("threads");
            assertThat(onlyUser.status()).isEqualTo(400);
            assertThat(onlyUser.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("sessions[0].host");
            assertThat(identified.outcome(30)).isEqualTo("KILLED");
        }
    }

    private static SandboxSession report(long id, long port) {
        return SandboxSession.running(id, "report", "10.0.0.1:" + port, "shop", 60, SQL);
    }

    private static void assertPartial(Answer answer, List<Long> killed, List<Long> changed) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asString()).isEqualTo("kill-incomplete");
        assertThat(answer.result()).isEqualTo("PARTIAL");
        assertThat(killed).allMatch(it -> answer.outcome(it).equals("KILLED"));
        assertThat(changed).allMatch(it -> answer.outcome(it).equals("CHANGED"));
    }
}
