package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        classes = ManagementPortIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.prometheus.metrics.export.enabled=true",
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.health.validate-group-membership=false",
            "gateway.access.issuers[0].uri=http://127.0.0.1:1/nobody",
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
class ManagementPortIT {

    private static final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int gateway;

    @Value("${local.management.port}")
    private int management;

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # path,                     gateway, management
                    /actuator/health,           401,     200
                    /actuator/health/liveness,  401,     200
                    /actuator/prometheus,       401,     200
                    /actuator/env,              401,     401
                    /actuator/heapdump,         401,     401
                    /actuator/loggers,          401,     401
                    /actuator,                  401,     401
                    /sessions,                  401,     401
                    /problems/queue-full,       404,     404
                    """)
    void opensHealthOnTheManagementPortAndNothingElse(String path, int onGateway, int onManagement)
            throws Exception {
        assertThat(get(gateway, path).statusCode()).isEqualTo(onGateway);
        assertThat(get(management, path).statusCode()).isEqualTo(onManagement);
    }

    @Test
    void doesNotHideAnErrorBehindAnEmpty403() throws Exception {
        assertThat(get(gateway, "/problems/none").body()).contains("404");
    }

    private static HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @EnableAutoConfiguration
    @Import({AccessConfiguration.class, SecurityConfiguration.class})
    static class Application {

        @Bean
        SecurityProblems problems() {
            return (_, response, problem) ->
                    response.setStatus(problem instanceof SecurityProblem.NothingHere ? 404 : 401);
        }
    }
}
