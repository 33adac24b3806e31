package dev.sessionkill.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that take theirs only later, and perhaps again after a restart. Linux gives
 * none of them to those who leave the choice to it, whom it might else give one in between.
 */
public final class FreePort {

    /** Below net.ipv4.ip_local_port_range. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    /** Begins elsewhere in each JVM, as several choose at the same time. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /** One that nobody listens on, and that was not returned before. */
    public static int next() {
        for (int i = 0; i < COUNT; i++) {
            int port = FIRST + NEXT.getAndIncrement() % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
