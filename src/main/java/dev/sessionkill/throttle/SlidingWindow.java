package dev.sessionkill.throttle;

import java.util.Arrays;

/**
 * An exact sliding window: as many slots as calls are allowed in a second, each free again a full
 * rest after its last use. Since no slot is used twice within its rest, no window of that length
 * holds more calls than there are slots. Pure arithmetic on a nanosecond clock; the caller brings
 * the time and the lock.
 */
final class SlidingWindow {

    /** Later than any time that a clock shows; the slot is held by a call not yet sent. */
    private static final long HELD = Long.MAX_VALUE;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long[] opensAt;
    private final long[] usedAt;
    private final Widening widening;

    /**
     * @param slots calls per second, positive
     * @param rest nanoseconds from a call until its slot may be used again, while the vendor does
     *     not count too many
     */
    SlidingWindow(int slots, long rest) {
        this.opensAt = new long[slots];
        this.usedAt = new long[slots];
        this.widening = new Widening(rest);
        Arrays.fill(opensAt, LONG_AGO);
        Arrays.fill(usedAt, LONG_AGO);
    }

    /** How many slots there are. */
    int slots() {
        return opensAt.length;
    }

    /** How many slots are open at that time. */
    int open(long now) {
        return (int) Arrays.stream(opensAt).filter(it -> it <= now).count();
    }

    /** How many slots were used last at or after that time, or are held. */
    int usedSince(long time) {
        int used = 0;
        for (int i = 0; i < opensAt.length; i++) {
            used += opensAt[i] == HELD || usedAt[i] >= time ? 1 : 0;
        }
        return used;
    }

    /** The vendor has counted too many calls: slots that are used from now on rest longer. */
    void exceeded(long now) {
        widening.exceeded(now);
    }

    /**
     * The openings at or after now in their order, each slot as often as it can be used: the first
     * entry is the earliest, and every slot opens again a rest after its last opening. A held slot
     * is expected to be used at once, so it counts as opening a rest from now.
     *
     * @param count how many openings
     */
    long[] openings(long now, int count) {
        long rest = widening.rest(now);
        long[] first =
                Arrays.stream(opensAt)
                        .map(it -> it == HELD ? now + rest : Math.max(it, now))
                        .sorted()
                        .toArray();
        long[] openings = new long[count];
        for (int i = 0; i < count; i++) {
            openings[i] = first[i % first.length] + (i / first.length) * rest;
        }
        return openings;
    }

    /**
     * Holds the slot that opens first, until {@link #use} or {@link #giveBack}. It may be taken a
     * little before it opens, by a call that has something to do before it leaves.
     */
    Slot take() {
        int first = 0;
        for (int i = 1; i < opensAt.length; i++) {
            if (opensAt[i] < opensAt[first]) {
                first = i;
            }
        }
        if (opensAt[first] == HELD) {
            throw new IllegalStateException("every slot is held");
        }
        Slot slot = new Slot(first, opensAt[first]);
        opensAt[first] = HELD;
        return slot;
    }

    /**
     * A slot that a call holds.
     *
     * @param index which one
     * @param opensAt before that time the call may not leave
     */
    record Slot(int index, long opensAt) {}

    /** The call that holds the slot left at that time. */
    void use(Slot slot, long at) {
        requireHeld(slot);
        opensAt[slot.index()] = at + widening.rest(at);
        usedAt[slot.index()] = at;
    }

    /** The call that held the slot was never sent. */
    void giveBack(Slot slot) {
        requireHeld(slot);
        opensAt[slot.index()] = slot.opensAt();
    }

    private void requireHeld(Slot slot) {
        if (opensAt[slot.index()] != HELD) {
            throw new IllegalStateException("the slot is not held");
        }
    }
}
