package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Instances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.TestGateway.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A team lists, previews and kills the sessions of its own users, and learns of no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedMariaDb.class)
class TeamGrantIT {

    private static final String MEMORY = "cdb-memory";
    private static final String SQL = "select sleep(600)";
    private static final List<String> OWN = List.of("app_a_orders", "app_a_mail");
    private static final List<String> OTHERS = List.of("app_a_payroll", "app_b_orders", "report");

    private final InMemoryInstances memory = InMemoryInstances.empty();
    private MariaDbServer server;
    private TestGateway gateway;

    @BeforeAll
    void start(MariaDbServer shared) throws Exception {
        server = shared;
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults()
                                .withInstances(new BothInstances(memory, server.instances())),
                        "--gateway.access.grants[1].callers[0]=group:team-a",
                        "--gateway.access.grants[1].actions=LIST,KILL",
                        "--gateway.access.grants[1].accounts[0]=*",
                        "--gateway.access.grants[1].instances[0]=cdb-*",
                        "--gateway.access.grants[1].users[0]=app_a_*",
                        "--gateway.access.grants[1].databases[0]=shop",
                        "--gateway.access.deny[0].users[0]=app_a_payroll");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        server.clear();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().ledger().clear();
    }

    @Test
    void killsExactlyItsOwnOnARealServer() throws Exception {
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String user : MariaDbServer.APPLICATIONS) {
            ids.put(user, MariaDbClient.running(server, user, SQL).id());
        }

        assertExactlyItsOwn(MariaDbServer.INSTANCE, server.instances(), ids);
    }

    @Test
    void killsExactlyItsOwnOnAMadeUpServer() throws Exception {
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String user : MariaDbServer.APPLICATIONS) {
            long id = ids.size() + 1L;
            ids.put(user, id);
            memory.add(
                    MEMORY,
                    SandboxSession.running(id, user, "10.0.0.1:" + (4000 + id), "shop", 60, SQL));
        }

        assertExactlyItsOwn(MEMORY, memory, ids);
    }

    private void assertExactlyItsOwn(String instance, Instances instances, Map<String, Long> ids)
            throws Exception {
        List<Long> own = OWN.stream().map(ids::get).toList();
        List<Long> others = OTHERS.stream().map(ids::get).toList();
        Calls team = new Calls(gateway, instance).as("ann", "team-a");

        Answer list = team.get("");
        Answer preview = team.preview(ids.values());
        assertThat(gateway.upstream().ledger().calls(Match.PREPARE)).isEmpty();
        assertThat(live(instances, instance)).containsAll(ids.values());
        Answer kill = team.killThreads(ids.values());

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body().path("sessions"))
                .extracting(it -> it.path("thread").asLong())
                .containsExactlyInAnyOrderElementsOf(own);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("validateOnly").asBoolean()).isTrue();
        assertThat(kill.status()).isEqualTo(409);
        for (Answer answer : List.of(preview, kill)) {
            assertThat(answer.result()).isEqualTo("PARTIAL");
            assertThat(own).allMatch(it -> answer.outcome(it).equals("KILLED"));
            assertThat(others).allSatisfy(it -> assertHidden(Calls.session(answer, it)));
        }
        assertThat(team.committed()).containsExactlyInAnyOrderElementsOf(own);
        assertThat(live(instances, instance)).containsAll(others).doesNotContainAnyElementsOf(own);
    }

    @Test
    void doesNotLearnFromAnExpectationWhatAnotherTeamsSessionIs() throws Exception {
        memory.add(
                MEMORY, SandboxSession.running(9, "app_b_mail", "10.0.0.9:4009", "shop", 60, SQL));
        Calls team = new Calls(gateway, MEMORY).as("ann", "team-a");

        Answer right = team.kill(Calls.session(9).put("user", "app_b_mail"));
        Answer wrong = team.kill(Calls.session(9).put("user", "app_a_mail"));

        assertHidden(Calls.session(right, 9));
        assertHidden(Calls.session(wrong, 9));
        assertThat(gateway.upstream().ledger().calls(Match.COMMIT)).isEmpty();
        assertThat(memory.session(MEMORY, 9)).isPresent();
    }

    /** Nothing is told of it but that it may not be touched. */
    private static void assertHidden(JsonNode session) {
        assertThat(session.path("outcome").asString()).isEqualTo("NOT_PERMITTED");
        assertThat(session.properties())
                .filteredOn(it -> !it.getValue().isNull())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("thread", "outcome");
    }

    private static List<Long> live(Instances instances, String instance) {
        return instances.sessions(instance).stream().map(SandboxSession::id).toList();
    }
}
