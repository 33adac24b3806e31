package dev.sessionkill.api;

import dev.sessionkill.api.ProblemCode.Retryable;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Region;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillFailure;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.Lookup;
import dev.sessionkill.kill.Preview;
import dev.sessionkill.kill.Submission;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

    private static final String UPSTREAM_FAILED =
            "The vendor refused or failed; nothing was killed.";

    private final Problems problems;
    private final Refusals refusals;

    KillAnswers(Problems problems, Refusals refusals) {
        this.problems = problems;
        this.refusals = refusals;
    }

    /** For a kill that was recorded: how it stands when the wait has ended. */
    ResponseEntity<Object> recorded(Kill kill) {
        return switch (kill.progress().state()) {
            case QUEUED, PREPARING, COMMITTING, VERIFYING ->
                    ResponseEntity.accepted()
                            .header(HttpHeaders.RETRY_AFTER, Long.toString(POLL.toSeconds()))
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
        ProblemDetail problem = upstreamFailed(failure);
        add(kill, problem);
        return Problems.status(ProblemCode.UPSTREAM_FAILED).location(location(kill)).body(problem);
    }

    private ProblemDetail upstreamFailed(@Nullable KillFailure failure) {
        return refusals.upstreamFailed(
                failure == null
                        ? new Refusals.Upstream(null, null, null)
                        : new Refusals.Upstream(
                                failure.stage(), failure.code(), failure.requestId()),
                failure != null && failure.retryable(),
                UPSTREAM_FAILED,
                PATH);
    }

    ResponseEntity<Object> ended(Kill kill, ProblemCode code, Retryable retryable, String detail) {
        ProblemDetail problem = problems.of(code, retryable, detail, PATH);
        add(kill, problem);
        return Problems.status(code).location(location(kill)).body(problem);
    }

    private static void add(Kill kill, ProblemDetail problem) {
        problem.setProperty("killId", kill.id().value());
        problem.setProperty("kill", KillView.of(kill));
    }

    /** For an order that was only to be validated. */
    ResponseEntity<Object> previewed(Preview preview) {
        return switch (preview) {
            case Preview.Forecast forecast -> ResponseEntity.ok(PreviewView.of(forecast));
            case Preview.TurnedAway(Submission.Rejected why) -> rejected(why);
            case Preview.Unreadable(KillFailure failure) ->
                    Problems.status(ProblemCode.UPSTREAM_FAILED).body(upstreamFailed(failure));
        };
    }

    /** For an order that was not recorded. */
    ResponseEntity<Object> rejected(Submission.Rejected rejected) {
        return switch (rejected) {
            case Submission.NotPermitted(String why) ->
                    refusals.plain(ProblemCode.NOT_PERMITTED, why, PATH);
            case Submission.KeyReused _ ->
                    refusals.plain(
                            ProblemCode.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key was sent with another body before.",
                            PATH);
            case Submission.NoSuchAccount _ -> refusals.noSuchAccount(PATH);
            case Submission.NoSuchRegion(Set<Region> regions) ->
                    refusals.noSuchRegion(regions, PATH);
            case Submission.NoCredentials _ -> refusals.noCredentials(PATH);
            case Submission.QueueFull(Duration after) ->
                    later(ProblemCode.QUEUE_FULL, "Too many kills are waiting.", after);
            case Submission.DeadlineTooShort(Duration after) ->
                    later(
                            ProblemCode.DEADLINE_TOO_SHORT,
                            "The kill would expire before its turn comes.",
                            after);
            case Submission.TooManyOfThisCaller(Duration after) ->
                    later(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "Too many of your own kills are waiting.",
                            after);
            case Submission.Unrecorded _ -> refusals.unrecorded(PATH);
            case Submission.ShuttingDown _ ->
                    later(ProblemCode.SHUTTING_DOWN, "The gateway is stopping.", POLL);
        };
    }

    private ResponseEntity<Object> later(ProblemCode code, String detail, Duration after) {
        return refusals.later(code, detail, after, PATH);
    }

    ResponseEntity<Object> invalid(List<FieldFault> faults) {
        return refusals.invalid(faults, PATH);
    }

    /** For a kill that was asked for; the id is null when it was none. */
    ResponseEntity<Object> found(Lookup lookup, @Nullable KillId id) {
        String path = id == null ? PATH : PATH + "/" + id;
        return switch (lookup) {
            case Lookup.Found(Kill kill) -> ResponseEntity.ok(KillView.of(kill));
            case Lookup.NoSuchKill _ -> noSuchKill(path);
            case Lookup.Unreadable _ -> refusals.unrecorded(path);
        };
    }

    ResponseEntity<Object> noSuchKill(String path) {
        return refusals.plain(
                ProblemCode.UNKNOWN_KILL, "No kill has that id, or it is another caller's.", path);
    }

    private static KillResult result(Kill kill) {
        KillResult result = kill.progress().result();
        return result == null ? KillResult.UNKNOWN : result;
    }

    private static URI location(Kill kill) {
        return URI.create(PATH + "/" + kill.id());
    }
}
