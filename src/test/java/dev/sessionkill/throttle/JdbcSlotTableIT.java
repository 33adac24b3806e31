package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the statements on the slots do. */
class JdbcSlotTableIT extends SlotsOnPostgres {

    @Test
    void givesEachSlotOnceAndTellsWhenTheNextOpens() {
        for (int slot = 0; slot < 4; slot++) {
            assertThat(ask(Lane.ORDINARY).reservation()).isPresent();
        }
        SlotTable.Answer none = ask(Lane.ORDINARY);

        assertThat(none.reservation()).isEmpty();
        assertThat(none.vacant()).isZero();
        assertThat(none.used()).isEqualTo(4);
        assertThat(none.next()).isEqualTo(1_000_000 * MS + REST);
    }

    @Test
    void letsASlotRestFromItsSending() {
        SlotTable.Reservation first = take();
        take(3);
        table.write(List.of(new SlotTable.Note.Sent(first, first.start() + 7 * MS)));

        assertThat(ask(Lane.ORDINARY).next()).isEqualTo(first.start() + REST);
        clock(1_000_000 + 1_017);
        assertThat(take().start()).isEqualTo(first.start() + 7 * MS + REST);
    }

    @Test
    void keepsASlotOfWhichNothingIsHeardUntilItsHoldIsOver() {
        take(4);
        clock(1_000_000 + 1_400);
        assertThat(ask(Lane.ORDINARY).reservation()).isEmpty();
        clock(1_000_000 + 1_511);
        assertThat(ask(Lane.ORDINARY).reservation()).isPresent();
    }

    @Test
    void doesNotLetALateWordShortenTheRestOfSomebodyElse() {
        SlotTable.Reservation late = take();
        take(3);
        clock(1_000_000 + 1_600);
        take(4);
        table.write(
                List.of(
                        new SlotTable.Note.Sent(late, late.start()),
                        new SlotTable.Note.Unsent(late)));

        assertThat(ask(Lane.ORDINARY).vacant()).isZero();
        assertThat(ask(Lane.ORDINARY).reservation()).isEmpty();
    }

    @Test
    void opensASlotAgainThatWasNotUsed() {
        SlotTable.Reservation unused = take();
        take(3);
        table.write(List.of(new SlotTable.Note.Unsent(unused), new SlotTable.Note.Unsent(unused)));

        assertThat(take().slot()).isEqualTo(unused.slot());
        assertThat(ask(Lane.ORDINARY).reservation()).isEmpty();
    }

    @Test
    void leavesOpenWhatALaneHasToLeave() {
        assertThat(ask(Lane.SPARE).reservation()).isPresent();
        assertThat(ask(Lane.SPARE).reservation()).isEmpty();
        assertThat(ask(Lane.LEISURELY).reservation()).isPresent();
        assertThat(ask(Lane.LEISURELY).reservation()).isEmpty();
        assertThat(ask(Lane.ORDINARY).reservation()).isPresent();
    }

    @Test
    void startsAPrepareOnlyWhenItsCommitWillFindASlot() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        assertThat(prepare(first).reservation()).isPresent();
        assertThat(prepare(second).reservation()).isPresent();
        assertThat(prepare(UUID.randomUUID()).reservation()).isEmpty();

        table.write(List.of(new SlotTable.Note.Dropped(first), new SlotTable.Note.Dropped(second)));
        assertThat(prepare(UUID.randomUUID()).reservation()).isPresent();
    }

    @Test
    void letsACommitBookTheNextOpeningAheadOfAPrepare() {
        take(4).forEach(it -> table.write(List.of(new SlotTable.Note.Sent(it, it.start()))));
        clock(1_000_000 + 800);

        assertThat(ask(Lane.ORDINARY).reservation()).isEmpty();
        assertThat(ask(Lane.URGENT).reservation())
                .hasValueSatisfying(it -> assertThat(it.start()).isEqualTo(1_000_000 * MS + REST));
    }

    @Test
    void restsLongerForAMinuteWhenTheVendorHasCountedTooMany() {
        table.write(List.of(new SlotTable.Note.Exceeded()));
        SlotTable.Reservation once = take();
        table.write(List.of(new SlotTable.Note.Sent(once, once.start())));
        table.write(List.of(new SlotTable.Note.Exceeded()));
        SlotTable.Reservation twice = take();
        table.write(List.of(new SlotTable.Note.Sent(twice, twice.start())));

        assertThat(opens(once)).isEqualTo(once.start() + REST * 5 / 4);
        assertThat(opens(twice)).isEqualTo(twice.start() + REST * 6 / 4);
        clock(1_000_000 + 61_000);
        SlotTable.Reservation later = take();
        assertThat(later.free()).isEqualTo(later.start() + SharedQueue.HOLD + REST);
    }

    @Test
    void holdsTheSmallestLimitThatAReplicaNamesAsLongAsItIsThere() {
        try (SlotTable small = table(2)) {
            take();
            assertThat(ask(small, Lane.URGENT).calls()).isEqualTo(2);
            assertThat(ask(Lane.ORDINARY).calls()).isEqualTo(2);
            assertThat(ask(Lane.ORDINARY).reservation()).as("while it changes").isEmpty();
            clock(1_000_000 + 3_000);
            take(2);
            assertThat(ask(Lane.ORDINARY).reservation()).isEmpty();
            clock(1_000_000 + 50_000);
            ask(small, Lane.URGENT);
            clock(1_000_000 + 100_000);
            assertThat(ask(Lane.ORDINARY).calls()).isEqualTo(2);
            clock(1_000_000 + 170_000);
            assertThat(ask(Lane.ORDINARY).calls()).isEqualTo(4);
        }
    }

    @Test
    void takesASlotForFreeThatIsTakenForLongerThanAnyCanBe() {
        take(4);
        clock(1_000_000 - 5_000);

        assertThat(ask(Lane.ORDINARY).reservation()).isPresent();
    }
}
