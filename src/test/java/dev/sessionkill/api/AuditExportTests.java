package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.AuditQuery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The record as lines, and how one asks for them. */
class AuditExportTests extends AuditOverHttp {

    @Test
    void exportsALineForEachEvent() {
        trail().batches = Optional.of(List.of(List.of("{\"seq\":1}", "{\"seq\":2}"), List.of("ü")));

        MvcTestResult answer = export("?after=5");

        assertThat(answer).hasStatusOk().hasContentType("application/x-ndjson");
        assertThat(body(answer)).isEqualTo("{\"seq\":1}\n{\"seq\":2}\nü\n");
        assertThat(trail().queries).extracting(AuditQuery::after).containsExactly(5L);
        assertThat(trail().limits).containsExactly(Long.MAX_VALUE);
        assertThat(export("?limit=5000")).hasStatusOk();
        assertThat(trail().limits).endsWith(5_000L);
    }

    @Test
    void endsAnExportThatBreaksOffWithALineThatIsNoEvent() {
        trail().batches = Optional.of(List.of(List.of("{\"seq\":1}")));
        trail().breaks = true;

        String body = body(export(""));

        assertThat(body).doesNotEndWith("}\n").contains("internal-error");
        ProblemShape.holdsNothingOfTheInside(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                                             | application/json
                    application/json                                | application/json
                    application/*                                   | application/json
                    application/x-ndjson                            | application/x-ndjson
                    application/x-ndjson, */*;q=0.5                 | application/x-ndjson
                    application/json;q=0.5, application/x-ndjson    | application/x-ndjson
                    application/json, application/x-ndjson;q=0.5    | application/json
                    application/json,                               | application/json
                    , application/x-ndjson                          | application/x-ndjson
                    text/plain;x="a,b", application/json            | application/json
                    application/x-ndjson;q=0, */*                   | application/json
                    application/x-ndjson;q=0.0, application/json    | application/json
                    application/json;q=0, */*                       | application/x-ndjson
                    application/json;q=0, application/x-ndjson      | application/x-ndjson
                    """)
    void answersInTheFormThatIsAskedFor(String accept, String form) {
        assertThat(
                        mvc().get()
                                .uri("/audit/events")
                                .header("Accept", accept)
                                .with(callingAs(AUDITOR))
                                .exchange())
                .hasStatusOk()
                .hasContentType(form);
    }

    @Test
    void readsEveryLineOfWhatIsAccepted() {
        assertThat(
                        mvc().get()
                                .uri("/audit/events")
                                .header("Accept", "text/html, text/plain", "application/x-ndjson")
                                .with(callingAs(AUDITOR))
                                .exchange())
                .hasStatusOk()
                .hasContentType("application/x-ndjson");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "application/x-ndjson;q=0",
                "application/json;q=0",
                "*/*;q=0",
                "application/json;q=0, application/x-ndjson;q=0, */*"
            })
    void answersInNoOtherForm(String accept) {
        ProblemShape.of(
                ProblemCode.NOT_ACCEPTABLE,
                mvc().get()
                        .uri("/audit/events")
                        .header("Accept", accept)
                        .with(callingAs(AUDITOR))
                        .exchange());
        assertThat(trail().queries).isEmpty();
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
