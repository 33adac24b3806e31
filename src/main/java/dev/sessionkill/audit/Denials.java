package dev.sessionkill.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts on record who was turned away. Each caller's first denials in a minute are written in full;
 * the others of that minute become one event when it ends, so that nobody can fill the record, or
 * keep the database busy, by asking for what he may not have. A crash loses what was counted in the
 * running minute.
 *
 * <p>It stops after all that could turn somebody away, and before the last checkpoint.
 */
@Component
public class Denials implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Denials.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(4);

    /** More would not be written within the time that a transaction has. */
    private static final int AT_ONCE = 100;

    private final LoneEvents events;
    private final InstantSource clock;
    private final DenialTally tally = new DenialTally();
    private final Periodic summaries = new Periodic("denials", EVERY, this::summarise);

    @Autowired
    Denials(LoneEvents events) {
        this(events, InstantSource.system());
    }

    Denials(LoneEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Records a denial: returns when it is on disk, or counted.
     *
     * @param denied of kind {@link AuditKind#DENIED}
     * @throws DataAccessException when it was to be written in full and could not be
     * @throws TransactionException as well
     */
    public void record(AuditEvent denied) {
        Optional<DeniedMinute> minute = tally.enter(denied, clock.instant());
        if (minute.isEmpty()) {
            return;
        }
        boolean written = false;
        try {
            events.record(denied);
            written = true;
        } finally {
            if (!written) {
                tally.giveBack(minute.get());
            }
        }
    }

    /** How many callers are remembered. */
    int callers() {
        return tally.callers();
    }

    /** Writes the summaries of the minutes that are over. */
    void summarise() {
        tally.endThoseOver(clock.instant());
        write("it is tried again in " + EVERY.toSeconds() + " s");
    }

    /** Nothing may escape: the schedule would end without a word. */
    private void write(String otherwise) {
        List<DeniedMinute> minutes = tally.take(AT_ONCE);
        try {
            while (!minutes.isEmpty()) {
                events.record(minutes.stream().map(DeniedMinute::summary).toList());
                minutes = tally.take(AT_ONCE);
            }
        } catch (DataAccessException | TransactionException e) {
            tally.back(minutes);
            log.warn(
                    "{} denials that were counted could not be put on record ({}); {}.",
                    tally.untold(),
                    NestedExceptionUtils.getMostSpecificCause(e).toString(),
                    otherwise);
        } catch (RuntimeException e) {
            log.error("A fault in the gateway: denials that were counted are not on record.", e);
        }
    }

    @Override
    public void start() {
        summaries.start();
    }

    @Override
    public void stop() {
        boolean _ = summaries.stop(this::summariseAll, GRACE);
    }

    private void summariseAll() {
        tally.endAll();
        write("the gateway stops, so they are lost");
    }

    @Override
    public boolean isRunning() {
        return summaries.isRunning();
    }

    /** Next to that of the checkpoints. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }
}
