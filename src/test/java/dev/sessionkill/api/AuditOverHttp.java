package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;

import dev.sessionkill.access.RealSecurity;
import dev.sessionkill.core.Caller;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Requests for the record behind the real security, in front of a record that is a fake. */
@WebMvcTest(
        controllers = AuditController.class,
        properties = {
            "gateway.access.requests-per-second=1000000",
            "gateway.access.grants[0].instances=*",
            "gateway.access.grants[0].callers=sub:auditor",
            "gateway.access.grants[0].actions=AUDIT",
            "gateway.access.grants[0].accounts=*",
            "gateway.access.grants[1].instances=*",
            "gateway.access.grants[1].users=*",
            "gateway.access.grants[1].databases=*",
            "gateway.access.grants[1].callers=sub:of-one-account",
            "gateway.access.grants[1].actions=LIST,KILL,AUDIT",
            "gateway.access.grants[1].accounts=default",
            "gateway.access.grants[2].instances=*",
            "gateway.access.grants[2].users=*",
            "gateway.access.grants[2].databases=*",
            "gateway.access.grants[2].callers=sub:killer",
            "gateway.access.grants[2].actions=LIST,KILL",
            "gateway.access.grants[2].accounts=*"
        })
@RealSecurity
@Import({
    AllowedMethods.class,
    AuditAnswers.class,
    Problems.class,
    Refusals.class,
    SecurityProblemWriter.class,
    StrictJson.class,
    FakeTrail.class
})
@ImportAutoConfiguration({
    ObservationAutoConfiguration.class,
    MicrometerTracingAutoConfiguration.class,
    OpenTelemetrySdkAutoConfiguration.class,
    OpenTelemetryTracingAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class
})
abstract class AuditOverHttp {

    static final Caller AUDITOR = new Caller("sub:auditor", Set.of());

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeTrail trail;

    @BeforeEach
    void reset() {
        trail.reset();
    }

    final MockMvcTester mvc() {
        return mvc;
    }

    final FakeTrail trail() {
        return trail;
    }

    final MvcTestResult get(String path) {
        return mvc.get().uri(URI.create(path)).with(callingAs(AUDITOR)).exchange();
    }

    final MvcTestResult export(String query) {
        return mvc.get()
                .uri(URI.create("/audit/events" + query))
                .header("Accept", "application/x-ndjson")
                .with(callingAs(AUDITOR))
                .exchange();
    }
}
