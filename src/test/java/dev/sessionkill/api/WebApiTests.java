package dev.sessionkill.api;

import dev.sessionkill.access.RealSecurity;
import dev.sessionkill.kill.KillSettings;
import dev.sessionkill.sessions.SessionSettings;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;

/** The whole HTTP layer behind the real security, with tracing, in front of fakes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WebMvcTest(
        controllers = {
            KillController.class,
            KillDeskController.class,
            SessionsController.class,
            QuotaController.class,
            ProblemPages.class,
            ErrorPage.class
        },
        properties = "gateway.access.requests-per-second=1000000")
@RealSecurity
@Import({
    AllowedMethods.class,
    KillAnswers.class,
    Problems.class,
    Refusals.class,
    Seats.class,
    KillDeskAnswers.class,
    SecurityProblemWriter.class,
    SessionAnswers.class,
    StrictJson.class,
    FakeKills.class,
    FakeSessions.class,
    FakeQuotas.class
})
@EnableConfigurationProperties({KillSettings.class, SessionSettings.class})
@ImportAutoConfiguration({
    ObservationAutoConfiguration.class,
    MicrometerTracingAutoConfiguration.class,
    OpenTelemetrySdkAutoConfiguration.class,
    OpenTelemetryTracingAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class
})
@interface WebApiTests {}
