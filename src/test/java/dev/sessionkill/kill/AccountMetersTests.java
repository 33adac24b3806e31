package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountMetersTests {

    private final TestMeters meters = new TestMeters();
    private final AccountMeters its = meters.kills.of(new AccountName("default"));
    private final Member member = TestMembers.waiting("sub:oncall", "cdb-1", 1);
    private final KillSession session = member.kill().sessions().getFirst();

    @ParameterizedTest
    @EnumSource(KillResult.class)
    void countAKillByItsResult(KillResult result) {
        assertThat(kills(KillState.FINISHED, result)).isZero();

        its.ended(member.kill(), new Ending(KillState.FINISHED, result, List.of(), null));

        assertThat(kills(KillState.FINISHED, result)).isEqualTo(1);
        assertThat(meters.registry.get("gateway.kills").timers())
                .filteredOn(it -> it.count() > 0)
                .singleElement()
                .satisfies(it -> assertThat(it.totalTime(TimeUnit.DAYS)).isGreaterThan(365));
    }

    @ParameterizedTest
    @EnumSource(SessionOutcome.class)
    void countASessionByItsOutcome(SessionOutcome outcome) {
        assertThat(sessions(outcome)).isZero();

        its.ended(member.kill(), ending(session.with(outcome), session.with(outcome)));

        assertThat(sessions(outcome)).isEqualTo(2);
        assertThat(meters.registry.get("gateway.kill.sessions").counters())
                .filteredOn(it -> it.count() > 0)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED, 1, 0", "FINISHED, 0, 1"})
    void tellAKillThatExpiredFromOneThatWasTried(KillState state, long expired, long finished) {
        its.ended(member.kill(), new Ending(state, KillResult.NOT_KILLED, List.of(session), null));

        assertThat(kills(KillState.EXPIRED, KillResult.NOT_KILLED)).isEqualTo(expired);
        assertThat(kills(KillState.FINISHED, KillResult.NOT_KILLED)).isEqualTo(finished);
    }

    @Test
    void tellAKillThatWasCancelled() {
        its.cancelled(member.kill());

        assertThat(kills(KillState.CANCELLED, KillResult.NOT_KILLED)).isEqualTo(1);
        assertThat(kills(KillState.FINISHED, KillResult.NOT_KILLED)).isZero();
    }

    @Test
    void tellHowLongASessionTookToDie() {
        its.ended(member.kill(), ending(session.goneAfter(Duration.ofMillis(300)), session));

        assertThat(meters.registry.get("gateway.session.death").timer().count()).isEqualTo(1);
        assertThat(
                        meters.registry
                                .get("gateway.session.death")
                                .timer()
                                .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(300);
    }

    @Test
    void tellOfKillsThatDepartTogether() {
        Member urgent = TestMembers.waiting("sub:other", "cdb-1", 1, true, 1, 2, 3);

        its.pairs().departed(new Batch(List.of(member, urgent)));

        assertThat(meters.registry.get("gateway.pair.kills").summary().totalAmount()).isEqualTo(2);
        assertThat(meters.registry.get("gateway.pair.sessions").summary().totalAmount())
                .isEqualTo(3);
        assertThat(meters.times("gateway.turn.wait", "lane", "URGENT")).isEqualTo(1);
        assertThat(meters.times("gateway.turn.wait", "lane", "ORDINARY")).isEqualTo(1);
    }

    @Test
    void existAlsoForAnAccountThatIsNotConfiguredAnyMore() {
        meters.kills.of(new AccountName("former")).takenOver();

        assertThat(meters.registry.get("gateway.taken.over").tag("account", "former").counter())
                .satisfies(it -> assertThat(it.count()).isEqualTo(1));
    }

    private static Ending ending(KillSession... sessions) {
        return new Ending(KillState.FINISHED, KillResult.KILLED, List.of(sessions), null);
    }

    private long kills(KillState state, KillResult result) {
        return meters.times("gateway.kills", "state", state.name(), "result", result.name());
    }

    private double sessions(SessionOutcome outcome) {
        return meters.count("gateway.kill.sessions", "outcome", outcome.name());
    }
}
