package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Fault;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Why {@link HttpTransport} is there: what the SDK does with a client of its own. */
class UnguardedSdkTests {

    static Stream<Fault> faultsThatTheSdkAnswersWithASecondCommit() {
        return Stream.of(
                new Fault.ExecuteThenDrop(),
                new Fault.Status(408, "", Map.of(), true),
                Fault.retryNow(true),
                Fault.redirect(true));
    }

    @ParameterizedTest
    @MethodSource("faultsThatTheSdkAnswersWithASecondCommit")
    void sendsACommitTwiceAndReportsSuccess(Fault fault) throws Exception {
        InMemoryInstances instances =
                InMemoryInstances.empty()
                        .add(
                                TestAccount.INSTANCE,
                                SandboxSession.idle(1, "web", "10.0.0.1:1", "shop", 3));
        try (SandboxServer server =
                SandboxServer.start(SandboxOptions.defaults().withInstances(instances))) {
            CommonClient client = client(server);
            client.call(
                    Match.KILL_ACTION,
                    """
                    {"InstanceId": "cdb-a", "Stage": "Prepare", "Threads": [1]}\
                    """);
            String sqlExecId = String.valueOf(server.ledger().calls().getFirst().sqlExecId());
            server.faults().next(Match.COMMIT, fault);

            String answer =
                    client.call(
                            Match.KILL_ACTION,
                            """
                            {"InstanceId": "cdb-a", "Stage": "Commit", "SqlExecId": "%s"}\
                            """
                                    .formatted(sqlExecId));

            assertThat(answer).contains(sqlExecId).doesNotContain("Error");
            assertThat(server.ledger().commits(sqlExecId))
                    .extracting(Call::executed)
                    .containsExactly(true, false);
        }
    }

    private static CommonClient client(SandboxServer server) {
        Endpoint endpoint = Endpoint.parse("test", server.endpoint());
        HttpProfile http = new HttpProfile();
        http.setProtocol(endpoint.protocol());
        http.setEndpoint(endpoint.authority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new CommonClient(
                "dbbrain",
                "2021-05-27",
                new Credential(server.options().secretId(), server.options().secretKey()),
                "ap-guangzhou",
                profile);
    }
}
