package dev.sessionkill.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How late threads of this process come to run. The vendor notes an arrival when its thread reads
 * it: on a busy machine calls that arrived apart seem to arrive together, by as much as this.
 */
public final class Stalls implements AutoCloseable {

    private static final long STEP = Duration.ofMillis(1).toNanos();

    private final Thread thread = Thread.ofPlatform().daemon().name("stalls").start(this::run);
    private volatile long longest;

    /** In nanoseconds, since it was cleared. */
    public long longest() {
        return longest;
    }

    public void clear() {
        longest = 0;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(STEP);
            longest = Math.max(longest, System.nanoTime() - begin - STEP);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
