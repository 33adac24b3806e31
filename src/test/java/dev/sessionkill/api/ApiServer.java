package dev.sessionkill.api;

import dev.sessionkill.access.RealSecurity;
import dev.sessionkill.kill.KillSettings;
import dev.sessionkill.sessions.SessionSettings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole HTTP layer on a real server, behind the real security, in front of fakes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ApiServer.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "management.endpoint.health.validate-group-membership=false",
            "gateway.access.requests-per-second=1000000",
            "spring.autoconfigure.exclude="
                    + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                    + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@RealSecurity
@interface ApiServer {

    /** What the slice picks by itself, by name. */
    @EnableAutoConfiguration
    @EnableConfigurationProperties({KillSettings.class, SessionSettings.class})
    @Import({
        AcceptedTypes.class,
        AllowedMethods.class,
        BodyFilter.class,
        CallerRateFilter.class,
        ContainerAnswers.class,
        ErrorAnswers.class,
        ErrorPage.class,
        FakeKills.class,
        FakeQuotas.class,
        FakeSessions.class,
        KillAnswers.class,
        KillController.class,
        KillDeskController.class,
        ProblemPages.class,
        Problems.class,
        QuotaController.class,
        Refusals.class,
        Seats.class,
        KillDeskAnswers.class,
        SecurityProblemWriter.class,
        SessionAnswers.class,
        SessionsController.class,
        StrictJson.class,
        UnreadQueries.class
    })
    class Application {}
}
