package dev.sessionkill.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network before a server, which a test can make slow, silent or cut. */
public final class Wire implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean silent;
    private boolean cut;
    private Duration delay = Duration.ZERO;

    private Wire(ServerSocket entrance, int server) {
        this.entrance = entrance;
        this.server = server;
    }

    /** To a server of this machine. */
    public static Wire to(int server) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Nothing arrives any more and nobody is told: a black hole. */
    public synchronized void silence() {
        silent = true;
    }

    /** Each piece of an answer comes that much later. */
    public synchronized void slow(Duration each) {
        delay = each;
    }

    /** Closes all connections, and every new one at once: the server is down. */
    public void cut() {
        synchronized (this) {
            cut = true;
        }
        sockets.forEach(Wire::close);
    }

    /** All is well again; what was held back arrives now. */
    public synchronized void mend() {
        silent = false;
        cut = false;
        delay = Duration.ZERO;
        notifyAll();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The entrance was closed, or the server refuses: the client sees the same.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        synchronized (this) {
            if (cut) {
                close(client);
                return;
            }
        }
        try {
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            sockets.add(behind);
            Thread.ofVirtual().start(() -> pump(client, behind, false));
            Thread.ofVirtual().start(() -> pump(behind, client, true));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[8192];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                pass(answers);
                out.write(piece, 0, n);
            }
            pass(answers);
        } catch (IOException e) {
            // One side has closed, which closes the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void pass(boolean answers) throws InterruptedException {
        Duration wait;
        synchronized (this) {
            while (silent) {
                wait();
            }
            wait = delay;
        }
        if (answers && wait.isPositive()) {
            LockSupport.parkNanos(wait.toNanos());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
        mend();
    }
}
