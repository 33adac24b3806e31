package dev.sessionkill.throttle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Clerk} until it is closed, on a platform thread: in a storm of requests a virtual
 * one would wait for the processor behind all of them.
 */
final class ClerkThread implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClerkThread.class);

    /** In milliseconds: a statement under way ends by its own timeouts before. */
    private static final long TO_END = 3000;

    private final Clerk clerk;
    private final WaitingRoom room;
    private final Thread thread;
    private volatile boolean closed;

    private ClerkThread(String budget, Clerk clerk, WaitingRoom room) {
        this.clerk = clerk;
        this.room = room;
        this.thread = Thread.ofPlatform().daemon().name("budget " + budget).unstarted(this::work);
    }

    static ClerkThread start(String budget, Clerk clerk, WaitingRoom room) {
        ClerkThread started = new ClerkThread(budget, clerk, room);
        started.thread.start();
        return started;
    }

    private void work() {
        try {
            while (!closed) {
                room.awaitNews(round());
            }
        } catch (InterruptedException e) {
            log.debug("Stopped.", e);
        } finally {
            clerk.close();
        }
    }

    private long round() {
        try {
            return clerk.round();
        } catch (RuntimeException | Error e) {
            // Without this thread no call leaves any more.
            log.error("The budget failed; it is tried again.", e);
            return Clerk.LOOK_EVERY;
        }
    }

    /** Writes what is left and ends. */
    @Override
    public void close() {
        closed = true;
        room.wake();
        try {
            thread.join(TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
