package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SlidingWindowTests {

    private final SlidingWindow window = new SlidingWindow(2, 1000);

    @Test
    void opensASlotExactlyOneRestAfterItsUse() {
        window.use(window.take(), 0);
        window.use(window.take(), 10);

        assertThat(window.open(999)).isZero();
        assertThat(window.open(1000)).isEqualTo(1);
        assertThat(window.open(1009)).isEqualTo(1);
        assertThat(window.open(1010)).isEqualTo(2);
    }

    @Test
    void restsFromTheMomentOfSendingAndNotOfTheGrant() {
        SlidingWindow.Slot slot = window.take();
        window.use(slot, 700);

        assertThat(window.open(1699)).isEqualTo(1);
        assertThat(window.open(1700)).isEqualTo(2);
    }

    @Test
    void countsAHeldSlotAsOpeningARestFromNow() {
        window.take();

        assertThat(window.openings(50, 2)[1]).isEqualTo(1050);
    }

    @Test
    void opensEverySlotAgainARestAfterItsOpening() {
        window.use(window.take(), 0);

        assertThat(window.openings(50, 5)).containsExactly(50, 1000, 1050, 2000, 2050);
    }

    @Test
    void opensASlotAtOnceThatWasGivenBackUnsent() {
        SlidingWindow.Slot slot = window.take();
        window.giveBack(slot);

        assertThat(window.open(1)).isEqualTo(2);
    }

    @Test
    void refusesToGiveMoreSlotsThanThereAre() {
        window.take();
        window.take();

        assertThatIllegalStateException().isThrownBy(window::take);
    }

    @Test
    void tellsACallThatComesEarlyWhenItsSlotOpens() {
        window.use(window.take(), 0);
        window.use(window.take(), 10);

        assertThat(window.take().opensAt()).isEqualTo(1000);
        assertThat(window.take().opensAt()).isEqualTo(1010);
    }

    @Test
    void keepsTheRestOfASlotThatWasGivenBackBeforeItOpened() {
        window.use(window.take(), 0);
        window.use(window.take(), 0);
        window.giveBack(window.take());

        assertThat(window.open(999)).isZero();
        assertThat(window.open(1000)).isEqualTo(2);
    }

    @Test
    void refusesToUseASlotTwice() {
        SlidingWindow.Slot slot = window.take();
        window.use(slot, 0);

        assertThatIllegalStateException().isThrownBy(() -> window.use(slot, 1));
    }

    @Test
    void countsWhatIsHeldOrWasUsedInTheLastSecond() {
        window.use(window.take(), 100);
        window.take();

        assertThat(window.usedSince(100)).isEqualTo(2);
        assertThat(window.usedSince(101)).isEqualTo(1);
    }
}
