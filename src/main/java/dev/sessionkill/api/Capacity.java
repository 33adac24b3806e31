package dev.sessionkill.api;

/**
 * How many requests the heap has room for. Beyond that they wait where they take next to none, so
 * that no number of callers ends in an {@link OutOfMemoryError}.
 *
 * @param requests at once between their first byte and the last of their answer; others wait in
 *     line with what was not read of them
 * @param waiting of them for the end of a kill; others are told 202 at once, and their kills go on
 * @param connections open; others wait at the operating system's door
 */
record Capacity(int requests, int waiting, int connections) {

    /** What the gateway needs for itself, in bytes. */
    private static final long OWN = 60L << 20;

    /** What a request holds that waits: Tomcat's header and buffers, and its stack, in bytes. */
    private static final double REQUEST = 100 << 10;

    /** What lives longer than a moment has to fit into the old generation, by default so much. */
    private static final double OLD = 2.0 / 3;

    /** Of the requests; the others are for who asks for something else. */
    private static final double WAITING = 0.8;

    private static final int LEAST = 100;
    private static final int MOST = 1_000_000;

    /**
     * That of a heap.
     *
     * @param heap its most, in bytes
     */
    static Capacity of(long heap) {
        double fit = (heap * OLD - OWN) / REQUEST;
        int requests = (int) Math.clamp(fit, LEAST, MOST);
        return new Capacity(requests, (int) (requests * WAITING), requests * 4);
    }
}
