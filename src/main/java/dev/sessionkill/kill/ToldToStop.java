package dev.sessionkill.kill;

/**
 * Keeps from a thread that it was told to stop, for as long as it writes what must be written: who
 * is interrupted cannot wait for the database. Closed, it is told so again.
 */
final class ToldToStop implements AutoCloseable {

    private boolean told;

    ToldToStop() {
        heard();
    }

    /** Whether it has been told so by now. */
    boolean heard() {
        told |= Thread.interrupted();
        return told;
    }

    @Override
    public void close() {
        if (told) {
            Thread.currentThread().interrupt();
        }
    }
}
