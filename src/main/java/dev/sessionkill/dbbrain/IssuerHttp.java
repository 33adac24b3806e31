package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * How the metadata service and STS are asked: a new connection each time, bounded in time and size,
 * without redirects. Anything but 200 is a failure.
 */
final class IssuerHttp {

    /** For one call as a whole, from connecting to the last byte. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long LARGEST_ANSWER = 64L * 1024;

    private IssuerHttp() {}

    static OkHttpClient client(Duration patience) {
        return HttpTransport.patient(patience)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .addInterceptor(IssuerHttp::bounded)
                .build();
    }

    /** Takes the whole answer into memory, so that none stays open. */
    private static Response bounded(Interceptor.Chain chain) throws IOException {
        try (Response response = chain.proceed(chain.request())) {
            if (response.code() != 200) {
                throw new Status(response.code());
            }
            return response.newBuilder()
                    .body(HttpTransport.whole(response.body(), LARGEST_ANSWER))
                    .build();
        }
    }

    /** In our words: an exception's own text may quote what was sent. */
    static String describe(Exception e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof Status) {
                return String.valueOf(it.getMessage());
            }
            if (it instanceof InterruptedIOException) {
                return "no answer in time";
            }
            if (it instanceof IOException) {
                return "no readable answer: " + it.getClass().getSimpleName();
            }
        }
        return "no readable answer: " + e.getClass().getSimpleName();
    }

    private static final class Status extends IOException {

        private static final long serialVersionUID = 1L;

        Status(int code) {
            super("HTTP status " + code);
        }
    }
}
