package dev.sessionkill.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers nonsense as the gateway's own API does: 400, {@code invalid-request}; and failures. */
@RestControllerAdvice(assignableTypes = {TokenController.class, SandboxController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
@Profile("sandbox")
class NonsenseAdvice {

    @ExceptionHandler
    ProblemDetail nonsense(NonsenseException e) {
        return problem(e.field(), e.problem());
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail unreadable() {
        return problem("body", "must be a JSON object as the manual shows it");
    }

    /** The real server behind the instances has gone. */
    @ExceptionHandler
    ProblemDetail unavailable(UnavailableException e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, e.getMessage());
        problem.setType(URI.create("/problems/upstream-failed"));
        problem.setTitle("The server behind the sandbox failed");
        problem.setProperty("code", "upstream-failed");
        problem.setProperty("retryable", "NO");
        return problem;
    }

    private static ProblemDetail problem(String field, String text) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + " " + text);
        problem.setType(URI.create("/problems/invalid-request"));
        problem.setTitle("Invalid request");
        problem.setProperty("code", "invalid-request");
        problem.setProperty("retryable", "NO");
        problem.setProperty("errors", List.of(Map.of("field", field, "message", text)));
        return problem;
    }
}
