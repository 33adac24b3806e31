package dev.sessionkill.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Room for requests that wait for the end of their kills. Who finds none does not wait, and is told
 * how his kill stands: how long a client would wait is what it prefers, not what it can demand (RFC
 * 7240, section 4.3).
 */
@Component
class Seats {

    private final Semaphore free;

    @Autowired
    Seats() {
        this(Capacity.of(Runtime.getRuntime().maxMemory()).waiting());
    }

    Seats(int count) {
        free = new Semaphore(count);
    }

    /** For a request that would wait so long. */
    Seat take(Duration wanted) {
        return wanted.isZero() || free.tryAcquire()
                ? new Seat(wanted, true)
                : new Seat(Duration.ZERO, false);
    }

    /** One of them, until it is closed. */
    final class Seat implements AutoCloseable {

        private final Duration time;
        private final boolean asWanted;

        private Seat(Duration time, boolean asWanted) {
            this.time = time;
            this.asWanted = asWanted;
        }

        /** How long the request waits. */
        Duration time() {
            return time;
        }

        /** Whether that is as long as it wanted. */
        boolean isAsWanted() {
            return asWanted;
        }

        @Override
        public void close() {
            if (!time.isZero()) {
                free.release();
            }
        }
    }
}
