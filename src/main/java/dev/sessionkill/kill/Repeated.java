package dev.sessionkill.kill;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that a schedule repeats. A schedule that meets anything thrown never does the work again,
 * without a word, and a gateway that does not renew its leases or let kills expire is worse off
 * than one that tries: so nothing is thrown, not even an {@link Error}.
 *
 * @param what it brings about, as a sentence
 * @param work to be done each time
 */
record Repeated(String what, Runnable work) implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Repeated.class);

    @Override
    public void run() {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "It is tried again later that {}: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        } catch (RuntimeException | Error e) {
            log.error("A fault in the gateway: it is tried again later that {}.", what, e);
        }
    }
}
