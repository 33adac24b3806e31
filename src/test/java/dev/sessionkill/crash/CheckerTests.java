package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.crash.Evidence.Violation;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A check that cannot fail is worth nothing: each of its rules must report what breaks it. */
class CheckerTests {

    @Test
    void findsNothingInALifeInWhichAllIsWell() {
        assertThat(rules(_ -> {})).isEmpty();
    }

    @Test
    void allowsACommitAgainThatTheVendorTurnedAway() {
        assertThat(
                        rules(
                                it -> {
                                    it.commit(1_195, "t1", false, "RequestLimitExceeded");
                                }))
                .isEmpty();
    }

    @Test
    void allowsAnUnknownOutcomeWhereAListWasUnreadable() {
        assertThat(
                        rules(
                                it -> {
                                    it.outcome("UNKNOWN");
                                    it.list(1_250, "HTTP 503");
                                }))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void reports(String rule, Consumer<DoctoredLife> doctored) {
        assertThat(rules(doctored)).contains(rule);
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                doctored("COMMIT_NOT_RECORDED", it -> it.drop("COMMIT_SENDING")),
                doctored("COMMIT_RECORDED_LATE", it -> it.move("COMMIT_SENDING", 1_290)),
                doctored("TICKET_TWICE", it -> it.commit(1_210, "t1", false, "OK")),
                doctored("TICKET_TWICE", it -> it.commit(1_210, "t1", true, "ExecuteThenDrop")),
                doctored("KILL_COMMITTED_TWICE", it -> it.secondCommit(1_280)),
                doctored("DONE_AGAIN", it -> it.doneAgain("COMMITTING")),
                doctored("DONE_AGAIN", it -> it.doneAgain("VERIFYING")),
                doctored("SENT_AFTER_ITS_LEASE", DoctoredLife::sentByWhoWasStopped),
                doctored("ACCEPTED_AND_LOST", it -> it.accepted("k9")),
                doctored("TWO_KILLS_FOR_ONE_ORDER", it -> it.accepted("k9")),
                doctored("TWO_KILLS_FOR_ONE_ORDER", it -> it.requested("k2", "order 1")),
                doctored("NOT_ASKED_FOR", it -> it.requested("k2", "nobody's")),
                doctored("KILLS_AND_RECORD_DIFFER", it -> it.state("k2", "FINISHED")),
                doctored("CANCELLED_AND_NOT_RECORDED", it -> it.answer("DELETE", "CANCELLED", "")),
                doctored("TOLD_ANOTHER_STATE", it -> it.answer("GET", "EXPIRED", "")),
                doctored("TOLD_ANOTHER_OUTCOME", it -> it.answer("GET", "FINISHED", "NOT_KILLED")),
                doctored("NO_END", it -> it.drop("FINISHED")),
                doctored("NO_END", it -> it.state("k1", "COMMITTING")),
                doctored("AFTER_ITS_END", it -> it.event(1_900, "COMMIT_ANSWERED", "{}")),
                doctored("AFTER_ITS_END", it -> it.event(1_900, "FINISHED", "{}")),
                doctored("LATE", it -> it.outage(1_050, 1_100).move("FINISHED", 31_200)),
                doctored("LATE", it -> it.unsureOutage(1_250).move("FINISHED", 76_300)),
                doctored("GAP", DoctoredLife::withoutFirstEvent),
                doctored("OUTCOME_KILLED", DoctoredLife::stillAlive),
                doctored("OUTCOME_KILLED", it -> it.executed(false)),
                doctored("OUTCOME_KILLED", it -> it.drop("COMMIT_SENDING")),
                doctored("OUTCOME_KILLING", it -> it.outcome("KILLING").executed(false)),
                doctored("OUTCOME_ALREADY_GONE", it -> it.outcome("ALREADY_GONE")),
                doctored("OUTCOME_NOT_KILLED", it -> it.outcome("NOT_KILLED")),
                doctored("OUTCOME_CHANGED", it -> it.outcome("CHANGED")),
                doctored("OUTCOME_UNKNOWN", it -> it.outcome("UNKNOWN")),
                doctored("OUTCOME_UNKNOWN", it -> it.outcome("UNKNOWN").list(900, "HTTP 503")),
                doctored("OUTCOME_MISSING", it -> it.outcome("")),
                doctored(
                        "OUTCOME_NOT_KILLED",
                        it -> it.drop("FINISHED").event(1_300, "CANCELLED", "{}")));
    }

    @Test
    void allowsAnEndUpToThirtySecondsAfterTheRestartAndSeventyFiveWhereAFateWasUnknown() {
        assertThat(rules(it -> it.outage(1_050, 1_100).move("FINISHED", 31_100))).isEmpty();
        assertThat(rules(it -> it.unsureOutage(1_250).move("FINISHED", 76_200))).isEmpty();
    }

    private static Arguments doctored(String rule, Consumer<DoctoredLife> how) {
        return Arguments.of(rule, how);
    }

    private static List<String> rules(Consumer<DoctoredLife> doctored) {
        DoctoredLife life = new DoctoredLife();
        doctored.accept(life);
        return Checker.check(life.evidence()).stream().map(Violation::rule).distinct().toList();
    }
}
