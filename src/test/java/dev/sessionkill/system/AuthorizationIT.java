package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whose sessions a caller may kill, and who may look at a kill, on the gateway as a whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationIT {

    private static final String KILLED_AT = "cdb-sandbox2";

    private final InMemoryInstances instances = InMemoryInstances.lively();
    private TestGateway gateway;

    @BeforeAll
    void start() throws Exception {
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(instances),
                        "--gateway.access.grants[1].callers[0]=group:reporting",
                        "--gateway.access.grants[1].actions=KILL",
                        "--gateway.access.grants[1].accounts[0]=*",
                        "--gateway.access.grants[1].instances[0]=" + KILLED_AT,
                        "--gateway.access.grants[1].instances[1]=cdb-sandbox3",
                        "--gateway.access.grants[1].users[0]=report",
                        "--gateway.access.grants[1].databases[0]=*",
                        "--gateway.access.grants[1].max-sessions=2");
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream().ledger().clear();
    }

    @Test
    void sendsNothingOfWhatNoGrantAllowsAndRecordsTheDenial() throws Exception {
        Answer otherInstance = gateway.killAs("ann", "reporting", "cdb-sandbox1", 1001);
        Answer tooMany = gateway.killAs("ann", "reporting", "cdb-sandbox3", 2001, 2002, 2003);
        Answer noGrant = gateway.killAs("bob", "nobody", "cdb-sandbox3", 2001);

        for (Answer answer : List.of(otherInstance, tooMany, noGrant)) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().path("code").asString()).isEqualTo("not-permitted");
        }
        assertThat(sentAboutOtherInstances()).isEmpty();
        assertThat(
                        gateway.database()
                                .sql("select caller from audit_event where kind = 'DENIED'")
                                .query(String.class)
                                .list())
                .containsExactly("sub:ann", "sub:ann", "sub:bob");
    }

    @Test
    void leavesTheSessionsOfOtherUsersAlone() throws Exception {
        Answer answer = gateway.killAs("ann", "reporting", KILLED_AT, 2001, 2003);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.result()).isEqualTo("PARTIAL");
        assertThat(answer.outcome(2001)).isEqualTo("KILLED");
        assertThat(answer.outcome(2003)).isEqualTo("NOT_PERMITTED");
        assertThat(instances.session(KILLED_AT, 2003)).isPresent();
    }

    @Test
    void showsAKillToItsRequesterAndToAuditorsOnly() throws Exception {
        Answer kill = gateway.killAs("ann", "reporting", KILLED_AT, 999_999);
        String path = "/sessions/kill/" + kill.id();

        assertThat(gateway.send(gateway.requestAs("ann", "reporting", path)).status())
                .isEqualTo(200);
        assertThat(gateway.get(path).status()).isEqualTo(200);
        assertThat(gateway.send(gateway.requestAs("bob", "reporting", path)).status())
                .isEqualTo(404);
    }

    @Test
    void namesAnUnknownAccountOrRegionToThoseWhoMayUseAny() throws Exception {
        Answer account = gateway.post("{\"account\":\"other\",%s}");
        Answer region = gateway.post("{\"region\":\"eu-frankfurt\",%s}");

        assertThat(account.status()).isEqualTo(404);
        assertThat(account.body().path("code").asString()).isEqualTo("unknown-account");
        assertThat(region.status()).isEqualTo(400);
        assertThat(region.body().path("errors").path(0).path("field").asString())
                .isEqualTo("region");
        assertThat(sentAboutOtherInstances()).isEmpty();
    }

    /** A kill that was carried out may look once more at its instance when it has been told. */
    private List<Call> sentAboutOtherInstances() {
        return gateway.upstream().ledger().calls().stream()
                .filter(it -> !KILLED_AT.equals(it.instance()))
                .toList();
    }
}
