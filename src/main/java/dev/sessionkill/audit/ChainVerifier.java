package dev.sessionkill.audit;

import dev.sessionkill.audit.EventSource.Reading;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Follows a chain event by event and stops at the first that does not fit. What somebody could have
 * computed anew as a whole is held against anchors: ends that the chain had when a checkpoint was
 * made of it.
 */
final class ChainVerifier {

    private final ChainHash hash = new ChainHash();
    private final List<ChainEnd> anchors;
    private int held;
    private ChainEnd end;
    private ChainEnd confirmed;

    /**
     * @param start how far the chain is known already
     * @param anchors what it must pass through; those before the start are left out
     */
    ChainVerifier(ChainEnd start, Collection<ChainEnd> anchors) {
        this.end = start;
        this.confirmed = start;
        this.anchors =
                anchors.stream()
                        .filter(it -> it.seq() >= start.seq())
                        .sorted(Comparator.comparingLong(ChainEnd::seq))
                        .toList();
    }

    /** Follows the source to its end; empty when all is well. */
    Optional<Finding> verify(EventSource source) {
        Optional<Finding> found = advance(source, Long.MAX_VALUE);
        return found.isPresent() ? found : finish();
    }

    /** Follows the source for at most so many events. */
    Optional<Finding> advance(EventSource source, long most) {
        Optional<Finding> found = hold();
        for (long i = 0; i < most && found.isEmpty(); i++) {
            switch (source.next()) {
                case Reading.Event(RecordedEvent event) -> found = accept(event, source);
                case Reading.Garbled(boolean last) ->
                        found =
                                Optional.of(
                                        new Finding(
                                                last ? Fault.INCOMPLETE : Fault.EDITED,
                                                end.seq() + 1));
                case Reading.End _ -> {
                    return found;
                }
            }
        }
        return found;
    }

    /** What is wrong when nothing comes any more: an anchor lies beyond the end. */
    Optional<Finding> finish() {
        return held < anchors.size()
                ? Optional.of(new Finding(Fault.CUT_TAIL, end.seq() + 1))
                : Optional.empty();
    }

    /** What is wrong when the chain goes on after what the gateway wrote last. */
    Optional<Finding> beyond(ChainEnd head) {
        return end.seq() > head.seq()
                ? Optional.of(new Finding(Fault.INSERTED, head.seq() + 1))
                : Optional.empty();
    }

    /** How far the chain is sound. */
    ChainEnd end() {
        return end;
    }

    /** The last anchor that it passed through, or the start. */
    ChainEnd confirmed() {
        return confirmed;
    }

    private Optional<Finding> accept(RecordedEvent event, EventSource rest) {
        if (event.seq() != end.seq() + 1
                || !event.prev().equals(end.hash())
                || !hash.of(event).equals(event.hash())) {
            return Optional.of(new Diagnosis(hash, end).of(event, rest));
        }
        end = ChainEnd.of(event);
        return hold();
    }

    /** Compares the end with the anchors that lie there. */
    private Optional<Finding> hold() {
        while (held < anchors.size() && anchors.get(held).seq() == end.seq()) {
            if (!anchors.get(held).hash().equals(end.hash())) {
                return Optional.of(new Finding(Fault.FORKED, end.seq()));
            }
            confirmed = end;
            held++;
        }
        return Optional.empty();
    }
}
