package dev.sessionkill.audit;

import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;

/** The events of a database, read in batches, so that nothing is held for long. */
final class EventBatches implements EventSource {

    private final LongFunction<List<RecordedEvent>> batches;
    private Iterator<RecordedEvent> batch = List.<RecordedEvent>of().iterator();
    private long last;

    /**
     * @param after the number of the event before the first
     * @param batches the next events after a number, in their order; none at the end
     */
    EventBatches(long after, LongFunction<List<RecordedEvent>> batches) {
        this.last = after;
        this.batches = batches;
    }

    @Override
    public Reading next() {
        if (!batch.hasNext()) {
            batch = batches.apply(last).iterator();
        }
        if (!batch.hasNext()) {
            return new Reading.End();
        }
        RecordedEvent event = batch.next();
        last = event.seq();
        return new Reading.Event(event);
    }
}
