package dev.sessionkill.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many who connect and are in no hurry. Who is shown the door comes back. */
final class SlowClients implements AutoCloseable {

    /** Between two bytes. */
    private static final int PACE_MILLIS = 1_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger sentAway = new AtomicInteger();
    private final URI gateway;
    private final Manner manner;
    private final String token;

    /** What they take their time for. */
    enum Manner {
        IDLE,
        HEAD,
        BODY
    }

    /**
     * Connects them.
     *
     * @param token what they show; empty for none
     */
    SlowClients(URI gateway, int count, Manner manner, String token) {
        this.gateway = gateway;
        this.manner = manner;
        this.token = token;
        for (int i = 0; i < count; i++) {
            threads.execute(this::live);
        }
    }

    /** How many have been connected at the same time. */
    int most() {
        return most.get();
    }

    /** How often one was answered, or its connection ended. */
    int sentAway() {
        return sentAway.get();
    }

    private void live() {
        try {
            do {
                visit();
            } while (!ended.await(pauseSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who is answered at once would be a flood otherwise, and not slow. */
    private int pauseSeconds() {
        return manner == Manner.BODY && token.isEmpty() ? 5 : 1;
    }

    private void visit() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort())) {
            most.accumulateAndGet(connected.incrementAndGet(), Math::max);
            slowly(socket);
        } catch (IOException e) {
            // It was not let in, or sent away in the middle.
        }
        sentAway.incrementAndGet();
    }

    private void slowly(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(PACE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(beginning().getBytes(ISO_8859_1));
            while (ended.getCount() > 0 && isLeftAlone(socket)) {
                if (manner != Manner.IDLE) {
                    out.write('x');
                }
            }
        } finally {
            connected.decrementAndGet();
        }
    }

    /** Whether nothing came for the length of a pace. */
    private static boolean isLeftAlone(Socket socket) throws IOException {
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private String beginning() {
        String head =
                "POST /sessions/kill HTTP/1.1\r\nHost: gateway\r\n"
                        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
        return switch (manner) {
            case IDLE -> "";
            case HEAD -> head + "X-Slow: ";
            case BODY ->
                    head + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{\"";
        };
    }

    @Override
    public void close() {
        ended.countDown();
        threads.shutdownNow();
    }
}
