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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens to a Commit on its way, it is sent once and nothing is claimed of it. */
@Tag("alone")
class CommitFaultsIT {

    private static final String INSTANCE = "cdb-faults-";
    private static final int ROUNDS = 5;

    /** Codes after which the same Commit may be sent again, because it was not executed. */
    private static final String BUSY = "RequestLimitExceeded";

    @Test
    void neverMakeItBeSentTwiceOrBeReportedAsSuccessWhileTheSessionLives() throws Exception {
        List<Fault> faults = faults();
        int kills = faults.size() * ROUNDS;
        InMemoryInstances instances = InMemoryInstances.empty();
        LongStream.rangeClosed(1, kills).forEach(it -> instances.add(INSTANCE + it, session(it)));
        try (TestGateway gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withoutRateLimit().withInstances(instances),
                        "--gateway.accounts.default.calls-per-second=200",
                        "--gateway.accounts.default.call-timeout=1s")) {
            gateway.upstream()
                    .faults()
                    .always(Match.COMMIT, n -> n <= kills ? faults.get(n % faults.size()) : null);

            List<Answer> answers = TestGateway.together(orders(gateway, kills));

            assertThat(kills).isGreaterThanOrEqualTo(200);
            for (int i = 0; i < kills; i++) {
                boolean lives = instances.session(INSTANCE + (i + 1), i + 1L).isPresent();
                assertThat(answers.get(i).status() / 100 == 2)
                        .as("session %d lives: %s, answer %s", i + 1, lives, answers.get(i).body())
                        .isNotEqualTo(lives);
            }
            List<Call> commits = gateway.upstream().ledger().calls(Match.COMMIT);
            assertThat(commitsOfOneTicket(commits)).allSatisfy(this::wentOutOnce);
            long reused = commits.stream().filter(Call::onReusedConnection).count();
            System.out.printf(
                    "CommitFaultsIT: %d Commits, %d on a reused connection; answers by status %s%n",
                    commits.size(), reused, byStatus(answers));
            assertThat(reused).isGreaterThanOrEqualTo(50);
        }
    }

    private void wentOutOnce(List<Call> commits) {
        List<Call> certain = commits.stream().filter(it -> it.answered().startsWith(BUSY)).toList();
        assertThat(commits.size() - certain.size()).as("%s", commits).isLessThanOrEqualTo(1);
        assertThat(commits.stream().filter(Call::executed).count()).isLessThanOrEqualTo(1);
        assertThat(certain).noneMatch(Call::executed);
    }

    private static List<List<Call>> commitsOfOneTicket(List<Call> commits) {
        return List.copyOf(
                commits.stream().collect(Collectors.groupingBy(Call::sqlExecId)).values());
    }

    private static List<Callable<Answer>> orders(TestGateway gateway, int kills) {
        return IntStream.rangeClosed(1, kills)
                .<Callable<Answer>>mapToObj(it -> () -> gateway.kill(INSTANCE + it, it))
                .toList();
    }

    private static Map<Integer, Long> byStatus(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static SandboxSession session(long id) {
        return SandboxSession.running(id, "app", "10.0.0.1:4000", "shop", 60, "select sleep(600)");
    }

    /** Every kind, executed and not where it can be either. */
    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault.ExecuteThenDrop());
        faults.add(new Fault.DropBeforeExecute());
        faults.add(new Fault.ResetAfterExecute());
        faults.add(new Fault.PartialThreads(0));
        for (boolean executes : new boolean[] {true, false}) {
            for (int status : new int[] {408, 500, 502, 503}) {
                faults.add(Fault.status(status, executes));
            }
            faults.add(Fault.retryNow(executes));
            faults.add(Fault.redirect(executes));
            faults.add(Fault.html(executes));
            faults.add(Fault.truncated(executes));
            faults.add(new Fault.Hang(executes));
            faults.add(new Fault.Drip(Duration.ofMillis(50), executes));
            faults.add(new Fault.EmptyThreads(executes));
            for (String body :
                    List.of("{}", "null", "{\"Response\":null}", "{\"Response\":{}}", "", "nan")) {
                faults.add(Fault.json(body, executes));
            }
            for (String code : List.of("InternalError", "FailedOperation", "ServiceUnavailable")) {
                faults.add(Fault.error(code, executes));
            }
        }
        for (String code :
                List.of(
                        BUSY,
                        BUSY + ".UinLimitExceeded",
                        "AuthFailure.SignatureFailure",
                        "UnauthorizedOperation",
                        "InvalidParameterValue",
                        "ResourceNotFound",
                        "LimitExceeded",
                        "UnsupportedOperation")) {
            faults.add(Fault.error(code, false));
        }
        return faults;
    }
}
