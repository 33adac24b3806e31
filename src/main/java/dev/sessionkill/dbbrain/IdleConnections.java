package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets no request leave on a connection that was closed while it was idle, or on which something
 * has come that nobody had asked for: that would be taken for the answer. OkHttp asks a connection
 * whether it is still open once it was idle for ten seconds, and never whether it is silent.
 */
final class IdleConnections implements Interceptor {

    /**
     * A connection in steady use is asked only what costs nothing, which tells nothing under TLS;
     * one that was idle takes a millisecond.
     */
    private static final long IDLE = Duration.ofMillis(200).toNanos();

    private final ConnectionPool pool;
    private final LongSupplier clock;
    private final Map<Connection, Long> used = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param pool all idle connections of which are closed when one of them is found to be spoilt:
     *     the others mostly are, too
     */
    IdleConnections(ConnectionPool pool) {
        this(pool, System::nanoTime);
    }

    /**
     * @param clock in nanoseconds
     */
    IdleConnections(ConnectionPool pool, LongSupplier clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection == null) {
            throw new IllegalStateException("there is a connection where the network is");
        }
        Long last = used.get(connection);
        if (last != null && !isUnspoilt(connection.socket(), clock.getAsLong() - last > IDLE)) {
            pool.evictAll();
            throw new IOException("the connection was closed while it was idle, or is not silent");
        }
        try {
            return chain.proceed(chain.request());
        } finally {
            used.put(connection, clock.getAsLong());
        }
    }

    private static boolean isUnspoilt(Socket socket, boolean wasIdle) throws IOException {
        return socket.getInputStream().available() == 0 && (!wasIdle || isSilent(socket));
    }

    private static boolean isSilent(Socket socket) throws IOException {
        int timeout = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            // Its end, or a byte that is now lost, as the connection is.
            int _ = socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
