package dev.sessionkill.access;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@WebMvcTest
@RealSecurity
@ContextConfiguration(classes = RealSecurityTests.Slice.class)
class RealSecurityTests {

    @Autowired private MockMvcTester mvc;

    @Test
    void letsATestCallAsAnybody() {
        Caller caller = new Caller("sub:ops", Set.of());

        assertThat(mvc.get().uri("/quota").with(callingAs(caller)))
                .hasStatusOk()
                .hasBodyTextEqualTo("sub:ops");
        assertThat(mvc.get().uri("/elsewhere").with(callingAs(caller))).hasStatus(404);
        assertThat(mvc.get().uri("/quota")).hasStatus(401);
    }

    @EnableAutoConfiguration
    @Import(Quota.class)
    static class Slice {

        @Bean
        SecurityProblems problems() {
            return (_, response, problem) ->
                    response.setStatus(problem instanceof SecurityProblem.NothingHere ? 404 : 401);
        }
    }

    @RestController
    static class Quota {

        @GetMapping("/quota")
        String caller(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }
    }
}
