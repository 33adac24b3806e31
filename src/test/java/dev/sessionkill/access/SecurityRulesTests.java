package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Caller;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@WebMvcTest
@ContextConfiguration(classes = SecurityRulesTests.Application.class)
class SecurityRulesTests {

    private static final TestIssuer issuer = new TestIssuer(SettableClock.START, TestKeys.RSA);

    @Autowired private MockMvcTester mvc;

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry registry) {
        registry.add("gateway.access.issuers[0].uri", issuer::uri);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # method, path,                    without, with a token
                    GET,      /sessions,               401,     200
                    POST,     /sessions/kill,          401,     200
                    GET,      /sessions/kill,          401,     405
                    PUT,      /sessions/kill,          401,     405
                    GET,      /sessions/kill/1,        401,     200
                    DELETE,   /sessions/kill/1,        401,     405
                    GET,      /audit/events,           401,     200
                    GET,      /audit/verification,     401,     404
                    GET,      /quota,                  401,     200
                    GET,      /sessions/,              401,     404
                    POST,     /session/kill,           401,     404
                    POST,     /sessions/KILL,          401,     404
                    GET,      /sessions/kill/1/,       401,     404
                    GET,      /sessions/other,         401,     404
                    GET,      /sessions/kill/1/more,   401,     404
                    GET,      /v3/api-docs,            200,     200
                    HEAD,     /v3/api-docs,            200,     200
                    POST,     /v3/api-docs,            401,     405
                    GET,      /v3/api-docs.yaml,       404,     404
                    GET,      /v3/api-docs/config,     404,     404
                    GET,      /swagger-ui.html,        404,     404
                    GET,      /swagger-ui/index.html,  404,     404
                    GET,      /problems/queue-full,    200,     200
                    DELETE,   /problems/queue-full,    401,     405
                    GET,      /problemsome,            401,     404
                    GET,      /sandbox/token,          401,     404
                    GET,      /unlisted,               401,     404
                    GET,      /,                       401,     404
                    GET,      /error,                  401,     404
                    GET,      /login,                  401,     404
                    POST,     /logout,                 401,     404
                    GET,      /actuator,               401,     404
                    GET,      /actuator/env,           401,     404
                    OPTIONS,  /unlisted,               401,     404
                    """)
    void areClosedExceptWhereTheyAreOpen(String method, String path, int without, int with) {
        assertThat(mvc.method(HttpMethod.valueOf(method)).uri(path)).hasStatus(without);
        assertThat(
                        mvc.method(HttpMethod.valueOf(method))
                                .uri(path)
                                .header("Authorization", "Bearer " + issuer.token()))
                .hasStatus(with);
    }

    @Test
    void makeUpNoUser(@Autowired ApplicationContext context) {
        assertThat(context.getBeanProvider(UserDetailsService.class).stream()).isEmpty();
    }

    @Nested
    @ActiveProfiles("sandbox")
    class InTheSandbox {

        @Test
        void openTheSandbox(@Autowired MockMvcTester sandbox) {
            assertThat(sandbox.get().uri("/sandbox/token")).hasStatusOk();
            assertThat(sandbox.get().uri("/sessions")).hasStatus(401);
            assertThat(sandbox.get().uri("/unlisted")).hasStatus(401);
        }
    }

    @EnableAutoConfiguration
    @Import({AccessConfiguration.class, SecurityConfiguration.class, Endpoints.class})
    static class Application {

        @Bean
        Clock clock() {
            return new SettableClock();
        }

        @Bean
        SecurityProblems problems() {
            return (_, response, problem) -> {
                response.setStatus(
                        switch (problem) {
                            case SecurityProblem.Unauthenticated _ -> 401;
                            case SecurityProblem.Unreadable _ -> 400;
                            case SecurityProblem.NothingHere _ -> 404;
                            case SecurityProblem.IssuerUnavailable _ -> 503;
                        });
                response.getWriter().write(problem.toString());
            };
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/sessions")
        String caller(@AuthenticationPrincipal Caller caller) {
            return caller.name();
        }

        @PostMapping("/sessions/kill")
        String kill() {
            return "ok";
        }

        @GetMapping({
            "/sessions/kill/{id}",
            "/sessions/other",
            "/audit/events",
            "/quota",
            "/v3/api-docs",
            "/problems/{code}",
            "/sandbox/token",
            "/unlisted"
        })
        String read() {
            return "ok";
        }
    }
}
