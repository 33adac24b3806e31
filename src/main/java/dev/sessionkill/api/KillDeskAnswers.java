package dev.sessionkill.api;

import dev.sessionkill.api.ProblemCode.Retryable;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.Cancellation;
import dev.sessionkill.kill.Found;
import dev.sessionkill.kill.Kill;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Where what became of looking for kills, or of calling one off, turns into an HTTP answer. */
@Component
class KillDeskAnswers {

    private final KillAnswers answers;
    private final Refusals refusals;

    KillDeskAnswers(KillAnswers answers, Refusals refusals) {
        this.answers = answers;
        this.refusals = refusals;
    }

    /** For a kill that was to be called off; the id is null when it was none. */
    ResponseEntity<Object> cancelled(Cancellation cancellation, @Nullable KillId id) {
        String path = id == null ? KillAnswers.PATH : KillAnswers.PATH + "/" + id;
        return switch (cancellation) {
            case Cancellation.Cancelled(Kill kill) -> ResponseEntity.ok(KillView.of(kill));
            case Cancellation.TooLate(Kill kill) ->
                    answers.ended(
                            kill,
                            ProblemCode.KILL_BEGUN,
                            Retryable.NO,
                            "It is " + kill.progress().state() + " and can not be called off.");
            case Cancellation.NoSuchKill _ -> answers.noSuchKill(path);
            case Cancellation.Unrecorded _ -> refusals.unrecorded(path);
        };
    }

    /** For a search. */
    ResponseEntity<Object> listed(Found found) {
        return switch (found) {
            case Found.Page page -> ResponseEntity.ok(KillsView.of(page));
            case Found.Unreadable _ -> refusals.unrecorded(KillAnswers.PATH);
        };
    }
}
