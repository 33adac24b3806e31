package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client under the SDK. The SDK's own one repeats a request on a reused connection that
 * breaks, on 408, on 503 with {@code Retry-After: 0} and on 307 (dbbrain.md, "The official Java
 * SDK"); here each of these is switched off, bodies are one-shot, and the last word has {@link
 * Transmission#leave}, which lets a request onto the wire once.
 */
final class HttpTransport {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final long LARGEST_ANSWER = 32L * 1024 * 1024;
    private static final long LARGEST_ERROR = 64L * 1024;

    private HttpTransport() {}

    /**
     * @param callTimeout for a call as a whole, from the connection to the last byte of the answer
     */
    static OkHttpClient client(Duration callTimeout) {
        ConnectionPool connections = new ConnectionPool(32, 30, TimeUnit.SECONDS);
        return patient(callTimeout)
                .connectionPool(connections)
                .addInterceptor(HttpTransport::bounded)
                .addNetworkInterceptor(new IdleConnections(connections))
                .addNetworkInterceptor(HttpTransport::once)
                .build();
    }

    /** A client that waits so long for a call as a whole, asks once, and goes nowhere else. */
    static OkHttpClient.Builder patient(Duration callTimeout) {
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(CONNECT.compareTo(callTimeout) < 0 ? CONNECT : callTimeout)
                .readTimeout(callTimeout)
                .writeTimeout(callTimeout)
                .callTimeout(callTimeout)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    private static Response once(Interceptor.Chain chain) throws IOException {
        Transmission.current().leave();
        return chain.proceed(chain.request());
    }

    /**
     * Makes the request one-shot and takes the whole answer into memory, so that none stays open.
     */
    private static Response bounded(Interceptor.Chain chain) throws IOException {
        Transmission transmission = Transmission.current();
        Request request = chain.request();
        RequestBody body = request.body();
        Request oneShot =
                body == null
                        ? request
                        : request.newBuilder()
                                .method(request.method(), new OneShotBody(body))
                                .build();
        try (Response response = chain.proceed(oneShot)) {
            transmission.answered(response.code());
            ResponseBody answer = response.body();
            return response.newBuilder()
                    .body(
                            response.code() == 200
                                    ? whole(answer, LARGEST_ANSWER)
                                    : start(answer, LARGEST_ERROR))
                    .build();
        }
    }

    static ResponseBody whole(ResponseBody body, long most) throws IOException {
        if (body.source().request(most + 1)) {
            throw new IOException("the answer is larger than " + most + " bytes");
        }
        return ResponseBody.create(body.source().readByteString(), body.contentType());
    }

    private static ResponseBody start(ResponseBody body, long most) throws IOException {
        Buffer start = new Buffer();
        body.source().request(most);
        start.write(body.source().getBuffer(), Math.min(most, body.source().getBuffer().size()));
        return ResponseBody.create(start.readByteString(), body.contentType());
    }

    /** A body that OkHttp may write once. */
    private static final class OneShotBody extends RequestBody {
        private final RequestBody body;

        OneShotBody(RequestBody body) {
            this.body = body;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
            sink.flush();
            Transmission.current().sent();
        }
    }
}
