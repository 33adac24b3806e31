package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.test.util.ReflectionTestUtils;

/** A server that has room for two requests at once. */
@Timeout(120)
class ConnectionsIT {

    private static final int ROOM = 2;
    private static final int REQUESTS = 5;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private final List<Socket> clients = new ArrayList<>();
    private TomcatWebServer server;

    @BeforeEach
    void start() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new Connections(new Capacity(ROOM, 1, 100)).customize(factory);
        server =
                (TomcatWebServer)
                        factory.getWebServer(
                                it -> it.addServlet("slow", new Slow()).addMapping("/"));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        mayEnd.release(REQUESTS);
        for (Socket client : clients) {
            client.close();
        }
        server.destroy();
    }

    @Test
    void takesInNoMoreRequestsThanThereIsRoomFor() throws IOException {
        for (int i = 0; i < REQUESTS; i++) {
            request();
        }
        ThreadPoolExecutor threads = (ThreadPoolExecutor) protocol().getExecutor();
        await().atMost(SOON).until(() -> threads.getQueue().size() == REQUESTS - ROOM);

        mayEnd.release(REQUESTS);

        for (Socket client : clients) {
            assertThat(statusLine(client)).startsWith("HTTP/1.1 200");
        }
        assertThat(most).hasValue(ROOM);
    }

    @Test
    void keepsNoBuffersForAConnectionThatIsIdle() throws IOException {
        mayEnd.release();
        Socket client = request();
        assertThat(statusLine(client)).startsWith("HTTP/1.1 200");

        AbstractEndpoint<?, ?> endpoint =
                Objects.requireNonNull(ReflectionTestUtils.invokeMethod(protocol(), "getEndpoint"));
        Set<? extends SocketWrapperBase<?>> connections = endpoint.getConnections();
        assertThat(connections).hasSize(1);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(connections)
                                        .extracting("socket.appReadBufHandler")
                                        .containsOnlyNulls());
    }

    private AbstractProtocol<?> protocol() {
        return (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
    }

    private Socket request() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        clients.add(client);
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String statusLine(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int it = client.getInputStream().read();
                it >= 0 && it != '\r';
                it = client.getInputStream().read()) {
            line.append((char) it);
        }
        return line.toString();
    }

    /** Answers when it may. */
    private final class Slow extends HttpServlet {

        @Serial private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            mayEnd.acquireUninterruptibly();
            running.decrementAndGet();
        }
    }
}
