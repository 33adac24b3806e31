package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four hundred kills at once on as many instances: nothing can be shared. */
@Tag("bench")
class ManyInstancesBenchIT {

    private static final int KILLS = 400;

    /** Ten pairs of calls a second. */
    private static final Duration LIMIT = Duration.ofSeconds(KILLS / 10);

    @Test
    void allEndInTheTimeThatTheLimitAllowsAndNoTicketGrowsOld() throws Exception {
        try (Stage stage = Stage.on(Database.SQLITE)) {
            Gateway gateway = stage.gateway();
            stage.warm(gateway.uri(), KILLS);
            stage.rest();
            List<String> callers = stage.vendor().callers("caller", 40);
            List<Kill> kills = new ArrayList<>();
            for (int i = 0; i < KILLS; i++) {
                String instance = "cdb-many" + i;
                stage.vendor().populate(instance, 1);
                kills.add(new Kill(callers.get(i % callers.size()), instance, List.of(1L)));
            }

            List<Answer> answers = stage.load().together(gateway.uri(), kills);

            long begin = answers.stream().mapToLong(Answer::scheduled).min().orElseThrow();
            long end = answers.stream().mapToLong(Answer::done).max().orElseThrow();
            double total = (end - begin) / (double) LIMIT.toNanos();
            Figures gaps = gaps(stage.vendor());
            new Report(
                            "many-instances",
                            "total / the limit's own 40 s",
                            "KILLED",
                            "Prepare to Commit, p50 ms",
                            "p99.9 ms",
                            "worst sliding second",
                            "noted late by up to ms")
                    .row(
                            Report.ratio(total),
                            answers.stream().filter(it -> it.result().equals("KILLED")).count(),
                            Report.number(gaps.percentile(50)),
                            Report.number(gaps.percentile(99.9)),
                            stage.vendor().arrivals(Match.KILL_ACTION).worstSecond(),
                            Report.number(stage.lateMillis()))
                    .write();
            assertThat(answers).extracting(Answer::summary).containsOnly("200 KILLED");
            assertThat(stage.vendor().ledger().calls(Match.COMMIT))
                    .hasSize(KILLS)
                    .allMatch(Call::executed);
            assertThat(gaps.percentile(99.9)).isLessThanOrEqualTo(2_000);
            assertThat(total).isLessThanOrEqualTo(1.05);
            assertThat(stage.worstSecond()).isLessThanOrEqualTo(Limiter.LIMIT);
        }
    }

    /** From the arrival of a Prepare to that of the Commit with its SqlExecId, in milliseconds. */
    private static Figures gaps(Vendor vendor) {
        Map<String, Long> prepared =
                vendor.ledger().calls(Match.PREPARE).stream()
                        .collect(
                                Collectors.toMap(
                                        it -> Objects.requireNonNull(it.sqlExecId()),
                                        Call::arrivedNanos));
        return Figures.of(
                vendor.ledger().calls(Match.COMMIT),
                it ->
                        (it.arrivedNanos() - Objects.requireNonNull(prepared.get(it.sqlExecId())))
                                / 1e6);
    }
}
