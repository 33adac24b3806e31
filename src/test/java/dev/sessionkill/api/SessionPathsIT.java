package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Wildcard;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class SessionPathsIT extends OnTheWire {

    @Autowired private FakeSessions sessions;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions?instanceId=cdb-1&user=%zz",
                "/sessions?instanceId=cdb-1&user=%",
                "/sessions?instanceId=cdb-1&%zz=canary",
                "/sessions?instanceId=cdb-1&=canary",
                "/sessions?instanceId=cdb-1&user=%00",
                "/sessions?instanceId=cdb-1&minSecond=5",
                "/sessions?instanceId=cdb-1&instanceId=cdb-2",
                "/sessions?instanceId=cdb-1;user=canary"
            })
    void answersOddQueriesWithAProblem(String path) throws IOException {
        sessions.reset();

        RawHttp.Answer answer = send(head("GET", path) + "\r\n");

        refused(400, ProblemCode.INVALID_REQUEST, answer);
        tellsNothing(answer);
        assertThat(sessions.queries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions?instanceId=cdb-1",
                "/sessions?instanceId=cdb-1&",
                "/sessions?&instanceId=cdb-1",
                "/sessions?instanceId=cdb-1&user=%C3%BC"
            })
    void answersOthersWithSessions(String path) throws IOException {
        assertThat(send(head("GET", path) + "\r\n").status()).isEqualTo(200);
    }

    @Test
    void readsPlusAsASpace() throws IOException {
        sessions.reset();

        assertThat(
                        send(head("GET", "/sessions?instanceId=cdb-1&state=Sending+data") + "\r\n")
                                .status())
                .isEqualTo(200);
        assertThat(sessions.queries())
                .singleElement()
                .extracting(it -> it.filter().state())
                .isEqualTo(Optional.of(new Wildcard("Sending data")));
    }
}
