package dev.sessionkill.audit;

import dev.sessionkill.audit.EventSource.Reading;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names what was done to a chain where an event does not fit. */
final class Diagnosis {

    /** How far an event may have been pushed from its number and still be known again. */
    private static final int REACH = 1_000;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final ChainHash hash;
    private final ChainEnd end;
    private final long expected;

    /**
     * @param end how far the chain is sound
     */
    Diagnosis(ChainHash hash, ChainEnd end) {
        this.hash = hash;
        this.end = end;
        this.expected = end.seq() + 1;
    }

    /**
     * What is wrong.
     *
     * @param event stands next and does not fit
     * @param rest what comes after it
     */
    Finding of(RecordedEvent event, EventSource rest) {
        if (event.seq() < expected) {
            return new Finding(Fault.INSERTED, event.seq());
        }
        if (event.prev().equals(end.hash())) {
            boolean closedUp = event.seq() > expected && isGenuine(event, event.seq());
            return new Finding(closedUp ? Fault.MISSING : Fault.EDITED, expected);
        }
        RecordedEvent belongsHere = find(rest);
        long number = number(event, belongsHere);
        if (belongsHere != null) {
            return new Finding(number == 0 ? Fault.INSERTED : Fault.REORDERED, expected);
        }
        return event.seq() > expected ? new Finding(Fault.MISSING, expected) : inPlace(number);
    }

    /**
     * @param number the one with which an event was written that has the expected one now; 0 if
     *     none is known
     */
    private Finding inPlace(long number) {
        if (number == 0) {
            return new Finding(Fault.EDITED, expected);
        }
        if (number > expected) {
            return new Finding(Fault.MISSING, expected);
        }
        // What follows an event knows its hash. So the one before was changed, or put in.
        Fault before = number == expected ? Fault.EDITED : Fault.INSERTED;
        return new Finding(before, Math.max(1, end.seq()));
    }

    /** The event that was written after the end of what is sound. */
    private @Nullable RecordedEvent find(EventSource rest) {
        while (true) {
            switch (rest.next()) {
                case Reading.Event(RecordedEvent event) -> {
                    if (event.prev().equals(end.hash()) && isGenuine(event, expected)) {
                        return event;
                    }
                }
                case Reading.Garbled _ -> {}
                case Reading.End _ -> {
                    return null;
                }
            }
        }
    }

    private long number(RecordedEvent event, @Nullable RecordedEvent belongsHere) {
        if (isGenuine(event, event.seq())) {
            return event.seq();
        }
        if (belongsHere != null && isGenuine(event, belongsHere.seq())) {
            return belongsHere.seq();
        }
        for (int distance = 1; distance <= REACH; distance++) {
            if (isGenuine(event, event.seq() + distance)) {
                return event.seq() + distance;
            }
            if (event.seq() > distance && isGenuine(event, event.seq() - distance)) {
                return event.seq() - distance;
            }
        }
        return 0;
    }

    /** Whether it was written with this number. */
    private boolean isGenuine(RecordedEvent event, long seq) {
        return HASH.matcher(event.prev()).matches() && hash.of(event, seq).equals(event.hash());
    }
}
