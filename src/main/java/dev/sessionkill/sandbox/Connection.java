package dev.sessionkill.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One connection of a client: requests one after the other until somebody closes. */
final class Connection implements Runnable {

    /** A reply, and how long it is held back. */
    record Exchange(Reply reply, Duration delay) {}

    private static final int DRIPPED = 1_000_000;

    private final Socket socket;
    private final RequestReader reader;
    private final Function<WireRequest, Exchange> handler;
    private final CountDownLatch serverClosed;

    Connection(
            Socket socket,
            int number,
            LongSupplier ticker,
            Function<WireRequest, Exchange> handler,
            CountDownLatch serverClosed)
            throws IOException {
        this.socket = socket;
        this.reader = new RequestReader(socket.getInputStream(), ticker, number);
        this.handler = handler;
        this.serverClosed = serverClosed;
        socket.setTcpNoDelay(true);
    }

    @Override
    public void run() {
        try (socket) {
            boolean open = true;
            while (open) {
                open =
                        switch (reader.next()) {
                            case RequestReader.Incoming.Understood(var request) -> serve(request);
                            case RequestReader.Incoming.Refused(int status) -> refuse(status);
                            case RequestReader.Incoming.End() -> false;
                        };
            }
        } catch (IOException _) {
            // The peer went away, or the server was closed: nobody is left to be told.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void close() throws IOException {
        socket.close();
    }

    private boolean serve(WireRequest request) throws IOException, InterruptedException {
        Exchange exchange = handler.apply(request);
        if (pause(exchange.delay())) {
            return false;
        }
        return switch (exchange.reply()) {
            case Reply.Answer answer -> {
                write(answer, request.lastOfItsConnection());
                yield !request.lastOfItsConnection() && answer.withheld() == 0;
            }
            case Reply.Close() -> false;
            case Reply.Reset() -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
            case Reply.Silence() -> {
                awaitEnd();
                yield false;
            }
            case Reply.Drip(Duration every) -> {
                drip(every);
                yield false;
            }
        };
    }

    private boolean refuse(int status) throws IOException {
        write(Reply.Answer.status(status), true);
        // Unread input would turn the close into a reset, which can overtake the answer.
        socket.shutdownOutput();
        socket.setSoTimeout(1000);
        awaitEnd();
        return false;
    }

    private void write(Reply.Answer answer, boolean last) throws IOException {
        byte[] body = Reply.bytes(answer.body());
        StringBuilder head =
                head(answer.status(), answer.contentType(), body.length + answer.withheld());
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (last) {
            head.append("Connection: close\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[start.length + body.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(body, 0, message, start.length, body.length);
        OutputStream out = socket.getOutputStream();
        out.write(message);
        out.flush();
    }

    private void drip(Duration every) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        String head = head(200, "application/json", DRIPPED) + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < DRIPPED && !pause(every); i++) {
            out.write(i == 0 ? '{' : ' ');
            out.flush();
        }
    }

    private static StringBuilder head(int status, String contentType, int length) {
        return new StringBuilder("HTTP/1.1 %d Sandbox\r\n".formatted(status))
                .append("Server: dbbrain-sandbox\r\n")
                .append("Content-Type: %s\r\n".formatted(contentType))
                .append("Content-Length: %d\r\n".formatted(length));
    }

    private void awaitEnd() throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // What still comes is of no interest.
        }
    }

    /** Waits so long; true if the server was closed meanwhile. */
    private boolean pause(Duration duration) throws InterruptedException {
        return serverClosed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
