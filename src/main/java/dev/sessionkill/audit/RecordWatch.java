package dev.sessionkill.audit;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Lets the verification go on, so that nobody has to ask for it, and looks how things stand. */
class RecordWatch {

    private static final Logger log = LoggerFactory.getLogger(RecordWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ChainReader chain;
    private final RunningVerification verification;
    private final RecordMeters meters;
    private final Periodic looks = new Periodic("record", EVERY, this::look);

    RecordWatch(ChainReader chain, RunningVerification verification, RecordMeters meters) {
        this.chain = chain;
        this.verification = verification;
        this.meters = meters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        looks.start();
    }

    /** One look. Nothing may escape: the schedule would end without a word. */
    void look() {
        try {
            // Asked first, so that a database that is away is not taken for a fault.
            ChainReader.Now now = chain.now(1);
            meters.looked(now, verification.goOn());
        } catch (DataAccessException | TransactionException e) {
            log.debug(
                    "The database does not answer ({}). The record is looked at again.",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        } catch (RuntimeException e) {
            log.error("A fault in the gateway: the record is looked at again.", e);
        }
    }

    @PreDestroy
    void stop() {
        looks.stop(() -> {}, GRACE);
    }
}
