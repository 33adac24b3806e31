package dev.sessionkill.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;

/**
 * Sends requests with as little work as can be: the load runs on the processors of what it
 * measures.
 */
final class PlainHttp implements AutoCloseable {

    private final ConcurrentMap<Integer, Deque<Connection>> idle = new ConcurrentHashMap<>();

    /**
     * What came back.
     *
     * @param status of HTTP
     */
    record Reply(int status, String body) {}

    /**
     * Sends a request and waits for its answer, on a connection of its own for as long.
     *
     * @param request all of it
     */
    Reply send(URI server, byte[] request) throws IOException {
        Deque<Connection> unused =
                idle.computeIfAbsent(server.getPort(), _ -> new ConcurrentLinkedDeque<>());
        Connection kept = unused.poll();
        if (kept != null) {
            try {
                return over(kept, request, unused);
            } catch (IOException e) {
                // The server may have closed it meanwhile; a new one tells.
                kept.socket().close();
            }
        }
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        Connection fresh = new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        try {
            return over(fresh, request, unused);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Reply over(Connection connection, byte[] request, Deque<Connection> unused)
            throws IOException {
        connection.socket().getOutputStream().write(request);
        Reply reply = connection.read();
        unused.push(connection);
        return reply;
    }

    /** One that is kept for the next request. */
    private record Connection(Socket socket, InputStream in) {

        Reply read() throws IOException {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = true;
                }
            }
            return new Reply(status, chunked ? chunks() : new String(in.readNBytes(length), UTF_8));
        }

        private String chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = size(); size > 0; size = size()) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
            return body.toString(UTF_8);
        }

        private int size() throws IOException {
            return Integer.parseInt(line(), 16);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int it = in.read(); it != '\n'; it = in.read()) {
                if (it < 0) {
                    throw new EOFException("the server has ended the connection");
                }
                if (it != '\r') {
                    line.write(it);
                }
            }
            return line.toString(ISO_8859_1);
        }
    }

    @Override
    public void close() {
        idle.values()
                .forEach(
                        all ->
                                all.forEach(
                                        it -> {
                                            try {
                                                it.socket().close();
                                            } catch (IOException e) {
                                                // It was closed already.
                                            }
                                        }));
    }
}
