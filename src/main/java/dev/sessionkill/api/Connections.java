package dev.sessionkill.api;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Has Tomcat take in no more requests than there is room for, each with small buffers: thousands
 * may wait for their kills, and each holds the buffers of its connection for as long. What is
 * larger goes through the same buffers in several pieces.
 */
@Component
class Connections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String SMALL = Integer.toString(LeanProtocol.SMALL);

    /** Most kills with twenty sessions fit, so that they leave at once. */
    private static final String AN_ANSWER = Integer.toString(6 * LeanProtocol.SMALL);

    private final Capacity capacity;

    Connections() {
        this(Capacity.of(Runtime.getRuntime().maxMemory()));
    }

    Connections(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(LeanProtocol.class.getName());
        factory.addConnectorCustomizers(this::customize);
        factory.addProtocolHandlerCustomizers(it -> it.setExecutor(threads()));
    }

    private void customize(Connector connector) {
        connector.setProperty("socket.appReadBufSize", SMALL);
        connector.setProperty("socket.appWriteBufSize", AN_ANSWER);
        connector.setProperty("maxConnections", Integer.toString(capacity.connections()));
    }

    /** A request in line has no buffers yet: Tomcat gives it some when it is run. */
    private ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(
                        capacity.requests(),
                        capacity.requests(),
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofVirtual().name("tomcat-handler-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
