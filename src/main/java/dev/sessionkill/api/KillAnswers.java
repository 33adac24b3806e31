package dev.sessionkill.api;

import dev.sessionkill.api.ProblemCode.Retryable;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Region;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillFailure;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.Lookup;
import dev.sessionkill.kill.Submission;
import java.net.URI;
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

/** The one place where what became of a kill turns into an HTTP answer. */
@Component
class KillAnswers {

    static final String PATH = "/sessions/kill";

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Problems problems;

    KillAnswers(Problems problems) {
        this.problems = problems;
    }

    /** For a kill that was recorded: how it stands when the wait has ended. */
    ResponseEntity<Object> recorded(Kill kill) {
        return switch (kill.progress().state()) {
            case QUEUED, PREPARING, COMMITTING, VERIFYING ->
                    ResponseEntity.accepted()
                            .header(HttpHeaders.RETRY_AFTER, seconds(POLL))
                            .location(location(kill))
                            .body(KillView.of(kill));
            case CANCELLED ->
                    ended(kill, ProblemCode.KILL_INCOMPLETE, Retryable.YES, "It was cancelled.");
            case EXPIRED ->
                    ended(
                            kill,
                            ProblemCode.KILL_INCOMPLETE,
                            Retryable.YES,
                            "Its deadline passed before anything was committed.");
            case FINISHED -> finished(kill, result(kill));
        };
    }

    private ResponseEntity<Object> finished(Kill kill, KillResult result) {
        return switch (result) {
            case KILLED -> ResponseEntity.ok().location(location(kill)).body(KillView.of(kill));
            case PARTIAL ->
                    ended(
                            kill,
                            ProblemCode.KILL_INCOMPLETE,
                            Retryable.NO,
                            "Some sessions were not killed.");
            case NOT_KILLED ->
                    ended(
                            kill,
                            ProblemCode.KILL_INCOMPLETE,
                            Retryable.NO,
                            "No session was killed.");
            case FAILED -> failed(kill, kill.progress().failure());
            case UNKNOWN ->
                    ended(
                            kill,
                            ProblemCode.OUTCOME_UNKNOWN,
                            Retryable.UNKNOWN,
                            "Of at least one session it could not be found out whether it still"
                                    + " runs.");
        };
    }

    private ResponseEntity<Object> failed(Kill kill, @Nullable KillFailure failure) {
        boolean retryable = failure != null && failure.retryable();
        ProblemDetail problem =
                problem(
                        kill,
                        ProblemCode.UPSTREAM_FAILED,
                        retryable ? Retryable.YES : Retryable.NO,
                        "The vendor refused or failed; nothing was killed.");
        Map<String, @Nullable Object> upstream = new LinkedHashMap<>();
        upstream.put("stage", failure == null ? null : failure.stage());
        upstream.put("code", failure == null ? null : failure.code());
        upstream.put("requestId", failure == null ? null : failure.requestId());
        problem.setProperty("upstream", upstream);
        return Problems.status(ProblemCode.UPSTREAM_FAILED).location(location(kill)).body(problem);
    }

    private ResponseEntity<Object> ended(
            Kill kill, ProblemCode code, Retryable retryable, String detail) {
        return Problems.status(code)
                .location(location(kill))
                .body(problem(kill, code, retryable, detail));
    }

    private ProblemDetail problem(Kill kill, ProblemCode code, Retryable retryable, String detail) {
        ProblemDetail problem = problems.of(code, retryable, detail, PATH);
        problem.setProperty("killId", kill.id().value());
        problem.setProperty("kill", KillView.of(kill));
        return problem;
    }

    /** For an order that was not recorded. */
    ResponseEntity<Object> rejected(Submission.Rejected rejected) {
        return switch (rejected) {
            case Submission.NotPermitted(String why) -> plain(ProblemCode.NOT_PERMITTED, why);
            case Submission.NoSuchAccount _ ->
                    plain(
                            ProblemCode.UNKNOWN_ACCOUNT,
                            "The gateway has no cloud account of that name.");
            case Submission.NoSuchRegion(Set<Region> regions) -> wrongRegion(regions);
            case Submission.QueueFull(Duration after) ->
                    later(ProblemCode.QUEUE_FULL, "Too many kills are waiting.", after);
            case Submission.TooManyOfThisCaller(Duration after) ->
                    later(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "Too many of your own kills are waiting.",
                            after);
            case Submission.Unrecorded _ -> unrecorded();
            case Submission.ShuttingDown _ ->
                    later(ProblemCode.SHUTTING_DOWN, "The gateway is stopping.", POLL);
        };
    }

    private ResponseEntity<Object> unrecorded() {
        return later(
                ProblemCode.AUDIT_UNAVAILABLE,
                "The gateway's database does not answer.",
                Duration.ofSeconds(5));
    }

    ResponseEntity<Object> invalid(List<FieldFault> faults) {
        return Problems.status(ProblemCode.INVALID_REQUEST).body(problems.invalid(faults, PATH));
    }

    /** For a kill that was asked for; the id is null when it was none. */
    ResponseEntity<Object> found(Lookup lookup, @Nullable KillId id) {
        String path = id == null ? PATH : PATH + "/" + id;
        return switch (lookup) {
            case Lookup.Found(Kill kill) -> ResponseEntity.ok(KillView.of(kill));
            case Lookup.NoSuchKill _ ->
                    Problems.status(ProblemCode.UNKNOWN_KILL)
                            .body(
                                    problems.of(
                                            ProblemCode.UNKNOWN_KILL,
                                            "No kill has that id, or it is another caller's.",
                                            path));
            case Lookup.Unreadable _ -> unrecorded();
        };
    }

    private ResponseEntity<Object> wrongRegion(Set<Region> regions) {
        String allowed =
                regions.stream().map(Region::value).sorted().collect(Collectors.joining(", "));
        return invalid(List.of(new FieldFault("region", "must be one of " + allowed)));
    }

    private ResponseEntity<Object> later(ProblemCode code, String detail, Duration after) {
        return Problems.status(code)
                .header(HttpHeaders.RETRY_AFTER, seconds(after))
                .body(problems.of(code, detail, PATH));
    }

    private ResponseEntity<Object> plain(ProblemCode code, String detail) {
        return Problems.status(code).body(problems.of(code, detail, PATH));
    }

    private static KillResult result(Kill kill) {
        KillResult result = kill.progress().result();
        return result == null ? KillResult.UNKNOWN : result;
    }

    private static URI location(Kill kill) {
        return URI.create(PATH + "/" + kill.id());
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }
}
