package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A vendor who answers each request with the number of its connection, and does more than that. */
@Timeout(60)
class IdleConnectionsTests {

    private static final Duration LONG = Duration.ofMillis(201);

    private final ConnectionPool pool = new ConnectionPool();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private long now;
    private ServerSocket server;
    private OkHttpClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        client =
                HttpTransport.patient(Duration.ofSeconds(5))
                        .connectionPool(pool)
                        .addNetworkInterceptor(new IdleConnections(pool, () -> now))
                        .build();
    }

    @AfterEach
    void stop() throws IOException {
        pool.evictAll();
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void areUsedAgain() throws IOException {
        assertThat(ask()).isEqualTo("1");
        idle(LONG);
        assertThat(ask()).isEqualTo("1");
        assertThat(ask()).isEqualTo("1");
    }

    @Test
    void areNotUsedWhenTheyWereClosed() throws IOException {
        assertThat(ask()).isEqualTo("1");
        accepted.getFirst().shutdownOutput();
        idle(LONG);

        assertThatIOException().isThrownBy(this::ask).withMessageContaining("idle");
        assertThat(ask()).isEqualTo("2");
    }

    @Test
    void areNotUsedWhenSomethingHasComeThatNobodyAskedFor() throws IOException {
        assertThat(ask()).isEqualTo("1");
        answer(accepted.getFirst(), "stray");
        idle(LONG);

        assertThatIOException().isThrownBy(this::ask).withMessageContaining("idle");
        assertThat(ask()).isEqualTo("2");
    }

    @Test
    void areNotUsedWhenThatCameAtOnce() throws IOException {
        assertThat(ask()).isEqualTo("1");
        answer(accepted.getFirst(), "stray");

        assertThatIOException().isThrownBy(this::ask).withMessageContaining("silent");
    }

    @Test
    void areAllClosedWhenOneIsSpoilt() throws IOException {
        assertThat(ask()).isEqualTo("1");
        assertThat(ask("localhost")).isEqualTo("2");
        accepted.getFirst().shutdownOutput();
        idle(LONG);
        assertThatIOException().isThrownBy(this::ask);

        assertThat(ask("localhost")).isEqualTo("3");
    }

    private void idle(Duration time) {
        now += time.toNanos();
    }

    private String ask() throws IOException {
        return ask("127.0.0.1");
    }

    /** Another name has connections of its own. */
    private String ask(String name) throws IOException {
        Request request =
                new Request.Builder()
                        .url("http://" + name + ":" + server.getLocalPort() + "/")
                        .post(RequestBody.create(new byte[] {1}))
                        .build();
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                String number = Integer.toString(accepted.size());
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private static void serve(Socket socket, String number) {
        try {
            InputStream requests = socket.getInputStream();
            while (requests.read() >= 0) {
                skip(requests);
                answer(socket, number);
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    /** The rest of a head, and a body of one byte. */
    private static void skip(InputStream request) throws IOException {
        String end = "";
        while (!end.equals("\r\n\r\n")) {
            end = (end + (char) request.read()).substring(Math.max(0, end.length() - 3));
        }
        int _ = request.read();
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream()
                .write(
                        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(text.length(), text)
                                .getBytes(StandardCharsets.US_ASCII));
    }
}
