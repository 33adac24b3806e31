package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Without chance in its pace: after two thirds of what is left; half a second after a failure. */
class RenewalTests {

    private static final Duration LIFE = Duration.ofHours(2);
    private static final Issuance DOWN = new Issuance.Failed("HTTP status 500");

    private final SettableTime time = new SettableTime();
    private final Deque<Issuance> answers = new ArrayDeque<>();
    private final Renewal renewal =
            new Renewal("the.setting", answers::removeFirst, new RenewalPace(() -> 0), time.clocks);

    @Test
    void isDueAtOnceAndThenInGoodTimeBeforeTheEnd() {
        assertThat(renewal.isDue()).isTrue();
        assertThat(renewal.held()).isEmpty();

        renew(issued(1, LIFE));

        assertThat(renewal.held())
                .contains(
                        new HeldCredentials(
                                keys(1), SettableTime.START, SettableTime.START.plus(LIFE)));
        assertThat(renewal.isDue()).isFalse();
        assertThat(renewal.untilDue()).isEqualTo(Duration.ofMinutes(80));
        time.pass(Duration.ofMinutes(80));
        assertThat(renewal.isDue()).isTrue();
    }

    @Test
    void keepsValidOnesThroughEveryFailure() {
        renew(issued(1, LIFE));
        time.pass(Duration.ofMinutes(80));
        for (int i = 0; i < 8; i++) {
            renew(DOWN);
            assertThat(renewal.held()).map(HeldCredentials::credentials).contains(keys(1));
            time.pass(renewal.untilDue());
        }

        renew(issued(2, LIFE));

        assertThat(renewal.held()).map(HeldCredentials::credentials).contains(keys(2));
    }

    @Test
    void hasNoneOnceTheyHaveExpired() {
        renew(issued(1, LIFE));
        time.pass(LIFE.minusSeconds(1));
        assertThat(renewal.held()).isPresent();

        time.pass(Duration.ofSeconds(1));

        assertThat(renewal.held()).isEmpty();
    }

    @Test
    void asksAgainAfterPausesThatGrow() {
        renew(DOWN);
        assertThat(renewal.untilDue()).isEqualTo(Duration.ofMillis(500));
        time.pass(Duration.ofMillis(499));
        assertThat(renewal.isDue()).isFalse();
        time.pass(Duration.ofMillis(1));
        renew(DOWN);
        assertThat(renewal.untilDue()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesNoneThatHaveExpiredAlready() {
        renew(issued(1, LIFE));
        time.pass(Duration.ofMinutes(80));

        renew(issued(2, Duration.ZERO));

        assertThat(renewal.held()).map(HeldCredentials::credentials).contains(keys(1));
        assertThat(renewal.untilDue()).isEqualTo(Duration.ofMillis(500));
    }

    /** The signature allows for five minutes; by then the vendor must have been asked. */
    @Test
    void isDueBeforeTheVendorsClockReachesTheEndAlthoughOursIsFiveMinutesSlow() {
        Duration skew = Duration.ofMinutes(5);
        renew(issued(1, LIFE.plus(skew)));

        time.pass(LIFE.minus(skew));

        assertThat(renewal.isDue()).isTrue();
    }

    @Test
    void noticesThatTheMachineWasSuspended() {
        renew(issued(1, LIFE));

        time.set(Duration.ofHours(3));

        assertThat(renewal.held()).isEmpty();
        assertThat(renewal.isDue()).isTrue();
    }

    @Test
    void isDueInTimeAlthoughTheClockIsSetBack() {
        time.set(Duration.ofHours(3));
        renew(new Issuance.Issued(keys(1), SettableTime.START.plus(Duration.ofHours(5))));
        time.set(Duration.ofHours(-3));

        time.pass(Duration.ofMinutes(80));

        assertThat(renewal.isDue()).isTrue();
    }

    @Test
    void believesNobodyThatTheyLastForEver() {
        renew(issued(1, Duration.ofDays(3650)));

        assertThat(renewal.untilDue()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void countsTheAgeOfTheSameOnesOn() {
        renew(issued(1, LIFE));
        time.pass(Duration.ofMinutes(80));
        renew(issued(1, Duration.ofMinutes(40)));

        assertThat(renewal.held().orElseThrow().age(time.now())).isEqualTo(Duration.ofMinutes(80));

        renew(issued(2, LIFE));

        assertThat(renewal.held().orElseThrow().age(time.now())).isZero();
    }

    @Test
    void isNotWorthAskingOutOfTurnJustAfterItWasDoneOrWhileItFails() {
        renew(issued(1, LIFE));
        time.pass(Duration.ofSeconds(9));
        assertThat(renewal.worthAsking()).isFalse();
        time.pass(Duration.ofSeconds(1));
        assertThat(renewal.worthAsking()).isTrue();
        renew(DOWN);
        time.pass(Duration.ofSeconds(10));
        assertThat(renewal.worthAsking()).isFalse();
    }

    @Test
    void takesAFaultOfTheIssuerForAFailure() {
        Renewal broken =
                new Renewal(
                        "the.setting",
                        () -> {
                            throw new IllegalStateException("hunter1");
                        },
                        new RenewalPace(() -> 0),
                        time.clocks);

        broken.renew();

        assertThat(broken.held()).isEmpty();
        assertThat(broken.untilDue()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void tellsTheOperatorOncePerTroubleAndShowsNoKey(CapturedOutput output) {
        renew(issued(1, LIFE));
        renew(DOWN);
        renew(DOWN);
        time.pass(LIFE);
        renew(DOWN);
        renew(DOWN);
        renew(issued(2, LIFE));

        assertThat(output)
                .containsOnlyOnce("the.setting: new credentials cannot be had: HTTP status 500.")
                .containsOnlyOnce("the.setting: there are no valid credentials: HTTP status 500.")
                .containsOnlyOnce("the.setting: credentials are issued again.")
                .doesNotContain("id-1", "key-1", "token-1", "hunter");
    }

    private void renew(Issuance answer) {
        answers.add(answer);
        renewal.renew();
    }

    private Issuance issued(int number, Duration life) {
        Instant expires = time.now().plus(life);
        return new Issuance.Issued(keys(number), expires);
    }

    private static Credentials keys(int number) {
        return new Credentials("id-" + number, "key-" + number, "token-" + number);
    }
}
