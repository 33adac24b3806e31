package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentsTests {

    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    @Test
    void returnsTheText() throws IOException {
        URI uri =
                serves(
                        it -> {
                            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                            it.sendResponseHeaders(200, body.length);
                            it.getResponseBody().write(body);
                            it.close();
                        });
        try (Documents documents = new Documents()) {
            assertThat(documents.get(uri)).isEqualTo("{}");
        }
    }

    @Test
    void waitsNoLongerForAnAnswerThatTrickles() {
        URI uri =
                serves(
                        it -> {
                            it.sendResponseHeaders(200, 0);
                            it.getResponseBody().write('{');
                            it.getResponseBody().flush();
                            awaitEnd();
                            it.close();
                        });
        try (Documents documents = new Documents(Duration.ofMillis(200))) {
            assertThatIOException()
                    .isThrownBy(() -> documents.get(uri))
                    .withMessage("no complete answer within 200 ms");
        }
    }

    @Test
    void doesNotFollowARedirect() {
        URI uri =
                serves(
                        it -> {
                            it.getResponseHeaders().set("Location", "/elsewhere");
                            it.sendResponseHeaders(302, -1);
                            it.close();
                        });
        try (Documents documents = new Documents()) {
            assertThatIOException()
                    .isThrownBy(() -> documents.get(uri))
                    .withMessage("answered with status 302");
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        URI uri = serves(it -> it.close());
        server.stop(0);
        try (Documents documents = new Documents()) {
            assertThatIOException()
                    .isThrownBy(() -> documents.get(uri))
                    .withMessage("no answer: ConnectException");
        }
    }

    /** Another exception would end the thread that asks, with a stack trace. */
    @Test
    void failsLikeAtAnyOtherTimeWhileTheGatewayStops() {
        HttpClient stopped = HttpClient.newBuilder().executor(DocumentsTests::reject).build();
        try (Documents documents = new Documents(stopped, Duration.ofSeconds(5))) {
            assertThatIOException()
                    .isThrownBy(() -> documents.get(URI.create("http://127.0.0.1:1/document")))
                    .withMessage("closed");
        }
    }

    private static void reject(Runnable task) {
        throw new RejectedExecutionException("terminated");
    }

    private URI serves(HttpHandler handler) {
        server.createContext("/", handler);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/document");
    }

    private void awaitEnd() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
