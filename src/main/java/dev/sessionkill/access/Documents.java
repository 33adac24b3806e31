package dev.sessionkill.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches an issuer's small documents. The time is bounded as a whole, not between two bytes, and
 * redirects are not followed: the address that is configured is the one that is trusted.
 */
final class Documents implements AutoCloseable {

    static final int MAX_BYTES = 256 * 1024;

    /** The second is RFC 7517's; a Kubernetes API server answers 406 to who does not name it. */
    private static final String ACCEPTED = "application/json, application/jwk-set+json";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration WHOLE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration whole;
    private volatile boolean closed;

    Documents() {
        this(WHOLE);
    }

    /** For tests, which do not wait so long. */
    Documents(Duration whole) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                whole);
    }

    /** For tests, whose client may be one that has just been shut down. */
    Documents(HttpClient client, Duration whole) {
        this.client = client;
        this.whole = whole;
    }

    /**
     * The document's text.
     *
     * @throws IOException when it cannot be had within the bounds
     */
    String get(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", ACCEPTED).build();
        HttpResponse<String> response = await(send(request));
        if (response.statusCode() != 200) {
            throw new IOException("answered with status " + response.statusCode());
        }
        return response.body();
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest request) throws IOException {
        try {
            return client.sendAsync(
                    request,
                    BodyHandlers.limiting(
                            BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES));
        } catch (RejectedExecutionException e) {
            // What else the client throws while it is being shut down is an IOException.
            throw new IOException("closed", e);
        }
    }

    private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
            throws IOException {
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no complete answer within " + whole.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException("no answer: " + cause.getClass().getSimpleName(), cause);
        }
    }

    /** Whether failures mean nothing any more. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
