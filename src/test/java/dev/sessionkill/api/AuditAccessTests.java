package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.AuditReading;
import dev.sessionkill.core.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who is shown the record, and that this is recorded. */
class AuditAccessTests extends AuditOverHttp {

    @ParameterizedTest
    @ValueSource(strings = {"of-one-account", "killer", "nobody"})
    void showsNothingToWhoMayNotReadAllOfItAndRecordsThat(String name) {
        Caller caller = new Caller("sub:" + name, Set.of());

        for (String path : List.of("/audit/events", "/audit/verification")) {
            JsonNode problem =
                    ProblemShape.of(
                            ProblemCode.NOT_PERMITTED,
                            mvc().get().uri(path).with(callingAs(caller)).exchange());
            assertThat(problem.get("detail").stringValue())
                    .isEqualTo("No grant lets sub:" + name + " do AUDIT on every account.");
        }

        assertThat(trail().queries).isEmpty();
        assertThat(trail().denials)
                .containsExactly(
                        "sub:" + name + " /audit/events", "sub:" + name + " /audit/verification");
    }

    @Test
    void needsAToken() {
        for (String path : List.of("/audit/events", "/audit/verification")) {
            ProblemShape.of(ProblemCode.UNAUTHENTICATED, mvc().get().uri(path).exchange());
        }
    }

    @Test
    void showsNothingWhenThatCannotBeRecorded() {
        trail().page = new AuditReading.Unrecorded();
        trail().batches = Optional.empty();
        trail().recordsDenials = false;

        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, get("/audit/events"));
        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, export(""));
        ProblemShape.of(ProblemCode.AUDIT_UNAVAILABLE, get("/audit/verification"));
        ProblemShape.of(
                ProblemCode.AUDIT_UNAVAILABLE,
                mvc().get()
                        .uri("/audit/events")
                        .with(callingAs(new Caller("sub:killer", Set.of())))
                        .exchange());
    }
}
