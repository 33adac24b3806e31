package dev.sessionkill.api;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 that takes little memory for a connection. Public because Tomcat makes it by its name.
 */
public final class LeanProtocol extends Http11NioProtocol {

    /** Of the buffers for an answer, in bytes. */
    static final int SMALL = 1_024;

    @Override
    public int getDesiredBufferSize() {
        return SMALL;
    }

    @Override
    protected Processor createProcessor() {
        return new LeanProcessor(this, getAdapter());
    }

    /**
     * Gives its buffers back when a request has ended. Tomcat's own leaves the connection a
     * reference to them, so that each idle one keeps some 60 KB.
     */
    private static final class LeanProcessor extends Http11Processor {

        LeanProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
            super(protocol, adapter);
        }

        @Override
        public SocketState process(SocketWrapperBase<?> connection, SocketEvent event)
                throws IOException {
            SocketState state = super.process(connection, event);
            if (state == SocketState.OPEN) {
                connection.setAppReadBufHandler(null);
            }
            return state;
        }
    }
}
