package dev.sessionkill.api;

import dev.sessionkill.api.ProblemCode.Retryable;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Builds problem details (RFC 9457), all of one shape. */
@Component
class Problems {

    private final ObjectProvider<Tracer> tracer;
    private final JsonMapper json;

    Problems(ObjectProvider<Tracer> tracer, JsonMapper json) {
        this.tracer = tracer;
        this.json = json;
    }

    ProblemDetail of(ProblemCode code, String detail, String path) {
        return of(code, code.retryable(), detail, path);
    }

    ProblemDetail of(ProblemCode code, Retryable retryable, String detail, String path) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(code.status(), detail);
        problem.setType(URI.create("/problems/" + code.wireName()));
        problem.setTitle(code.title());
        problem.setInstance(Paths.uri(path));
        problem.setProperty("code", code.wireName());
        problem.setProperty("retryable", retryable);
        problem.setProperty("traceId", traceId());
        if (code == ProblemCode.INVALID_REQUEST) {
            problem.setProperty("errors", List.of(new FieldFault("", detail)));
        }
        return problem;
    }

    /** The same for faults that are known by name; any other is one of the request as a whole. */
    ProblemDetail invalid(List<FieldFault> faults, String path) {
        String detail =
                faults.size() == 1
                        ? "One thing in the request is wrong."
                        : faults.size() + " things in the request are wrong.";
        ProblemDetail problem = of(ProblemCode.INVALID_REQUEST, detail, path);
        problem.setProperty("errors", faults);
        return problem;
    }

    static ResponseEntity.BodyBuilder status(ProblemCode code) {
        return ResponseEntity.status(code.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /**
     * Answers from outside of a controller. If the request has a body, the connection ends with the
     * answer: what was not read of it would have to be, however long that takes. Tomcat says so by
     * itself where it knows the body's length.
     */
    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemCode code,
            String detail)
            throws IOException {
        write(request, response, of(code, detail, request.getRequestURI()));
    }

    /** The same for one that is made already. */
    void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        json.writeValue(response.getOutputStream(), problem);
    }

    private @Nullable String traceId() {
        Tracer present = tracer.getIfAvailable();
        Span span = present == null ? null : present.currentSpan();
        return span == null ? null : span.context().traceId();
    }
}
