package dev.sessionkill.dbbrain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/** In the place of the metadata service or of STS; answers as well or as badly as a test wants. */
public final class IssuerStandIn implements AutoCloseable {

    static final Instant EXPIRES = Instant.parse("2026-11-22T11:00:00Z");

    /** How an exchange is answered. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** What came; the names of headers in lower case. */
    record Seen(String method, String path, Map<String, String> headers, String body) {}

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile Manner manner = it -> write(it, 404, "");

    public IssuerStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int requests() {
        return seen.size();
    }

    public IssuerStandIn says(int status, String body) {
        manner = it -> write(it, status, body);
        return this;
    }

    /** The answer of the metadata service with the keys of that name. */
    public IssuerStandIn hasRole(String name, Instant expires) {
        return says(200, metadata("id-" + name, "key-" + name, "token-" + name, expires));
    }

    public static String metadata(String id, String key, String token, Instant expires) {
        return """
        {"TmpSecretId": "%s", "TmpSecretKey": "%s", "ExpiredTime": %d,
         "Expiration": "%s", "Token": "%s", "Code": "Success"}
        """
                .formatted(id, key, expires.getEpochSecond(), expires, token);
    }

    /** The answer of STS with the keys of that name. */
    IssuerStandIn assumes(String name, Instant expires) {
        return says(
                200,
                """
                {"Response": {"Credentials": {"Token": "token-%1$s", "TmpSecretId": "id-%1$s",
                 "TmpSecretKey": "key-%1$s"}, "ExpiredTime": %2$d, "RequestId": "r"}}
                """
                        .formatted(name, expires.getEpochSecond()));
    }

    /** Takes requests and never answers. */
    public IssuerStandIn hangs() {
        manner = _ -> closed.await();
        return this;
    }

    /** Answers byte by byte and never comes to an end. */
    IssuerStandIn drips() {
        manner =
                it -> {
                    it.sendResponseHeaders(200, 0);
                    OutputStream body = it.getResponseBody();
                    do {
                        body.write(' ');
                        body.flush();
                    } while (!closed.await(5, TimeUnit.MILLISECONDS));
                };
        return this;
    }

    /** Breaks the connection instead of an answer. */
    IssuerStandIn breaks() {
        manner = HttpExchange::close;
        return this;
    }

    /** A client that is not patient. */
    static OkHttpClient impatient() {
        return IssuerHttp.client(Duration.ofMillis(300));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    it -> it.getKey().toLowerCase(Locale.ROOT),
                                                    it -> it.getValue().getFirst())),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            manner.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
