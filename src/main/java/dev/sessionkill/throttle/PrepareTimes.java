package dev.sessionkill.throttle;

/** How long Prepares take lately, and how much that varies, in nanoseconds. */
final class PrepareTimes {

    /**
     * The least time that a Commit may have to wait for the opening that was counted on. It grows
     * with the spread of the Prepares' durations: all slots stay in use though some come late.
     */
    static final long SLACK = 50_000_000;

    /** Weight of the newest Prepare in both estimates. */
    private static final double NEWEST = 0.2;

    private static final long LONGEST_ESTIMATE = 2_000_000_000;

    private long takes;
    private long varies;

    synchronized void took(long nanos) {
        long took = Math.min(nanos, LONGEST_ESTIMATE);
        varies += Math.round(NEWEST * (Math.abs(took - takes) - varies));
        takes += Math.round(NEWEST * (took - takes));
    }

    /** How long the next one is expected to take. */
    synchronized long takes() {
        return takes;
    }

    /** How much later than expected a Commit may find its opening. */
    synchronized long slack() {
        return Math.max(SLACK, 2 * varies);
    }
}
