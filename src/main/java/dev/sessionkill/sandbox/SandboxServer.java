package dev.sessionkill.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A DBbrain that speaks HTTP/1.1 on a free port of 127.0.0.1, and beside it the key set of an
 * issuer of test tokens. It has its own small HTTP server because it must be able to end a
 * connection at any point, as no servlet container allows.
 */
public final class SandboxServer implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final SandboxOptions options;
    private final Instances instances;
    private final Tc3Verifier verifier = new Tc3Verifier();
    private final FaultPlan faults = new FaultPlan();
    private final Ledger ledger = new Ledger();
    private final ServerSocket listener;
    private final TokenIssuer issuer;
    private final DbbrainDoor dbbrain;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile Duration latency;

    private SandboxServer(SandboxOptions options) throws IOException {
        this.options = options;
        this.latency = options.latency();
        this.instances =
                Objects.requireNonNullElseGet(
                        options.instances(),
                        () -> InMemoryInstances.lively(options.clocks().ticker()));
        this.verifier.accept(
                options.secretId(), options.secretKey(), options.credentials().token());
        this.dbbrain = new DbbrainDoor(options, instances, verifier, faults, ledger);
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        this.issuer = new TokenIssuer(endpoint() + "/issuer", options.clocks().timeOfDay());
        this.acceptor =
                Thread.ofPlatform().daemon().name("sandbox").unstarted(this::acceptConnections);
    }

    /** Starts one; it runs until it is closed and keeps no JVM alive. */
    public static SandboxServer start(SandboxOptions options) {
        try {
            SandboxServer server = new SandboxServer(options);
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the sandbox", e);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:<port>}. */
    public String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** What it was started with. */
    public SandboxOptions options() {
        return options;
    }

    public FaultPlan faults() {
        return faults;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Instances instances() {
        return instances;
    }

    /** Whose tokens a gateway should trust: {@code <endpoint>/issuer}. */
    public TokenIssuer issuer() {
        return issuer;
    }

    /** From now on these credentials are accepted too; the token is empty for a permanent key. */
    public void accept(String secretId, String secretKey, String token) {
        verifier.accept(secretId, secretKey, token);
    }

    /** From now on this id is unknown. */
    public void revoke(String secretId) {
        verifier.revoke(secretId);
    }

    /** From now on every answer is held back so long. */
    public void latency(Duration newLatency) {
        latency = newLatency;
    }

    /** How many clients are connected. */
    public int openConnections() {
        return connections.size();
    }

    /** Ends every connection, and those that wait for an answer too. */
    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Connection connection : connections) {
                connection.close();
            }
            // Until its thread is back from accept(), the kernel takes connections on the port.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptConnections() {
        for (int number = 1; !listener.isClosed(); number++) {
            try {
                serve(listener.accept(), number);
            } catch (IOException _) {
                // Closed, or a client that was gone before it was served.
            }
        }
    }

    private void serve(Socket socket, int number) throws IOException {
        Connection connection =
                new Connection(socket, number, options.clocks().ticker(), this::answer, closed);
        connections.add(connection);
        if (listener.isClosed()) {
            connection.close();
        }
        // Virtual threads would share the gateway's processors in the gateway's order, and a call
        // would seem to arrive when its reader's turn comes.
        Thread.ofPlatform()
                .daemon()
                .name("sandbox-" + number)
                .start(
                        () -> {
                            try {
                                connection.run();
                            } finally {
                                connections.remove(connection);
                            }
                        });
    }

    private Connection.Exchange answer(WireRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /" -> {
                Connection.Exchange exchange = dbbrain.call(request);
                yield new Connection.Exchange(exchange.reply(), exchange.delay().plus(latency));
            }
            case "GET /issuer/jwks" -> page(Reply.Answer.json(issuer.jwkSetJson()));
            case "GET /issuer/.well-known/openid-configuration" ->
                    page(Reply.Answer.json(issuer.discoveryJson()));
            default -> page(Reply.Answer.status(404));
        };
    }

    private static Connection.Exchange page(Reply reply) {
        return new Connection.Exchange(reply, Duration.ZERO);
    }
}
