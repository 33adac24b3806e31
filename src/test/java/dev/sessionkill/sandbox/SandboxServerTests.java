package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxServerTests {

    private final SandboxServer server = SandboxServer.start(SandboxOptions.defaults());

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST / HTTP/1.1~Host: a~~                                             | 411
                    POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~                  | 411
                    POST / HTTP/1.1~Host: a~Content-Length: x~~                           | 400
                    POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~         | 400
                    POST / HTTP/1.1~Content-Length: 0~~                                   | 400
                    POST / HTTP/1.1~Host: a~Content-Length: 1048577~~                     | 413
                    POST / HTTP/1.1~Host: a~Content-Length: 2~Expect: 100-continue~~      | 417
                    POST / HTTP/1.0~Host: a~Content-Length: 0~~                           | 400
                    hello~~                                                               | 400
                    GET / HTTP/1.1~Host: a~no colon~~                                     | 400
                    GET /elsewhere HTTP/1.1~Host: a~~                                     | 404
                    GET /issuer/jwks?x=1 HTTP/1.1~Host: a~~                               | 200
                    GET /issuer/.well-known/openid-configuration HTTP/1.1~Host: a~~       | 200
                    """)
    void answersWhatItDoesNotUnderstand(String request, int status) throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.sendRaw(request.replace("~", "\r\n"));

            assertThat(client.receive().status()).isEqualTo(status);
        }
        assertThat(server.ledger().calls()).isEmpty();
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.sendRaw("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000));

            assertThat(client.receive().status()).isEqualTo(431);
        }
    }

    @Test
    void closesWhenAskedTo() throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.sendRaw("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(client.receive().headers()).containsEntry("connection", "close");
            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void answersRequestsThatCameAtOnceInTheirOrder() throws IOException {
        try (WireClient client = new WireClient(server)) {
            client.send(Match.LIST_ACTION, "{\"InstanceId\": \"cdb-sandbox1\", \"ID\": 1001}");
            client.send(Match.LIST_ACTION, "{\"InstanceId\": \"cdb-sandbox1\", \"ID\": 1002}");

            assertThat(client.receive().body()).contains("\"1001\"");
            assertThat(client.receive().body()).contains("\"1002\"");
        }
        assertThat(server.ledger().calls())
                .extracting(Call::requestOnConnection)
                .containsExactly(1, 2);
    }

    @Test
    void numbersItsConnections() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (WireClient client = new WireClient(server)) {
                client.prepare("cdb-sandbox1", 1001);
            }
        }

        assertThat(server.ledger().calls()).extracting(Call::connection).containsExactly(1, 2);
        assertThat(server.ledger().calls())
                .allSatisfy(it -> assertThat(it.completeNanos()).isGreaterThan(it.arrivedNanos()));
    }

    @Test
    void acceptsOtherCredentialsWhenToldTo() throws IOException {
        String id = server.options().secretId();
        try (WireClient client = new WireClient(server)) {
            server.accept(id, "another", "");
            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode())
                    .isEqualTo("AuthFailure.SignatureFailure");

            server.accept(id, server.options().secretKey(), "");
            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode()).isEqualTo("none");

            server.revoke(id);
            assertThat(client.prepare("cdb-sandbox1", 1001).errorCode())
                    .isEqualTo("AuthFailure.SecretIdNotFound");
        }
        assertThat(server.ledger().calls())
                .extracting(Call::signatureHeld)
                .isEqualTo(List.of(false, true, false));
    }

    @Test
    void listensNoMoreOnceClosed() {
        server.close();
        server.close();

        assertThatThrownBy(() -> new WireClient(server)).isInstanceOf(ConnectException.class);
    }
}
