package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;

import dev.sessionkill.core.Caller;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Requests of a caller whom security lets through. */
final class KillRequests {

    static final Caller CALLER = new Caller("sub:ops-portal", Set.of("group:dba"));

    private KillRequests() {}

    static MvcTestResult post(MockMvcTester mvc, String body) {
        return posting(mvc).content(body).exchange();
    }

    static MvcTestResult post(MockMvcTester mvc, byte[] body) {
        return posting(mvc).content(body).exchange();
    }

    static MockMvcTester.MockMvcRequestBuilder posting(MockMvcTester mvc) {
        return mvc.post()
                .uri("/sessions/kill")
                .with(callingAs(CALLER))
                .contentType(MediaType.APPLICATION_JSON);
    }

    static MvcTestResult get(MockMvcTester mvc, String path) {
        return mvc.get().uri(path).with(callingAs(CALLER)).exchange();
    }
}
