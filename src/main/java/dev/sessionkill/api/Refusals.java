package dev.sessionkill.api;

import dev.sessionkill.api.ProblemCode.Retryable;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answers that turn a request away, the same for every path. */
@Component
class Refusals {

    private final Problems problems;

    Refusals(Problems problems) {
        this.problems = problems;
    }

    ResponseEntity<Object> invalid(List<FieldFault> faults, String path) {
        return Problems.status(ProblemCode.INVALID_REQUEST).body(problems.invalid(faults, path));
    }

    ResponseEntity<Object> plain(ProblemCode code, String detail, String path) {
        return Problems.status(code).body(problems.of(code, detail, path));
    }

    ResponseEntity<Object> noSuchAccount(String path) {
        return plain(
                ProblemCode.UNKNOWN_ACCOUNT,
                "The gateway has no cloud account of that name.",
                path);
    }

    ResponseEntity<Object> noSuchRegion(Set<Region> regions, String path) {
        String allowed =
                regions.stream().map(Region::value).sorted().collect(Collectors.joining(", "));
        return invalid(List.of(new FieldFault("region", "must be one of " + allowed)), path);
    }

    ResponseEntity<Object> unrecorded(String path) {
        return later(
                ProblemCode.AUDIT_UNAVAILABLE,
                "The gateway's database does not answer.",
                Duration.ofSeconds(5),
                path);
    }

    ResponseEntity<Object> noCredentials(String path) {
        return later(
                ProblemCode.CREDENTIALS_UNAVAILABLE,
                "The gateway has no valid credentials for this account now.",
                Duration.ofSeconds(10),
                path);
    }

    ResponseEntity<Object> later(ProblemCode code, String detail, Duration after, String path) {
        return Problems.status(code)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, after.toSeconds())))
                .body(problems.of(code, detail, path));
    }

    /** A problem that says which call of the vendor's failed. */
    ProblemDetail upstreamFailed(Upstream upstream, boolean retryable, String detail, String path) {
        ProblemDetail problem =
                problems.of(
                        ProblemCode.UPSTREAM_FAILED,
                        retryable ? Retryable.YES : Retryable.NO,
                        detail,
                        path);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("stage", upstream.stage());
        data.put("code", upstream.code());
        data.put("requestId", upstream.requestId());
        problem.setProperty("upstream", data);
        return problem;
    }

    /** A call of the vendor's that failed. */
    record Upstream(@Nullable Stage stage, @Nullable String code, @Nullable String requestId) {}
}
