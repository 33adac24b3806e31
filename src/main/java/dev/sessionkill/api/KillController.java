package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillOrder;
import dev.sessionkill.kill.KillSettings;
import dev.sessionkill.kill.Kills;
import dev.sessionkill.kill.Lookup;
import dev.sessionkill.kill.RepeatKey;
import dev.sessionkill.kill.Submission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders kills and tells how they stand. */
@RestController
@RequestMapping(path = KillAnswers.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Kills")
class KillController {

    static final String KEY = "Idempotency-Key";

    private final Kills kills;
    private final KillSettings settings;
    private final KillAnswers answers;
    private final Seats seats;

    KillController(Kills kills, KillSettings settings, KillAnswers answers, Seats seats) {
        this.kills = kills;
        this.seats = seats;
        this.settings = settings;
        this.answers = answers;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Kill sessions",
            description =
                    "Waits for the end, and says what was seen. With validateOnly it only says"
                            + " what would become of each session.")
    @KillResponses
    ResponseEntity<Object> kill(
            @RequestBody KillBody body,
            @Parameter(description = "RFC 7240: wait=SECONDS or respond-async.")
                    @RequestHeader(name = "Prefer", required = false)
                    @Nullable List<String> prefer,
            HttpServletRequest request,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller)
            throws InterruptedException {
        Faults faults = new Faults();
        Optional<KillOrder> order = body.order(settings.requireIdentity(), faults);
        Optional<RepeatKey> key = key(Collections.list(request.getHeaders(KEY)), faults);
        if (order.isEmpty() || !faults.found().isEmpty()) {
            return answers.invalid(faults.found());
        }
        if (body.onlyValidates()) {
            return answers.previewed(kills.preview(order.get(), caller));
        }
        Preferences preferences = Preferences.parse(prefer == null ? List.of() : prefer);
        return switch (kills.submit(order.get(), caller, key)) {
            case Submission.Accepted(Kill kill, boolean replayed) ->
                    awaited(kill, replayed, preferences);
            case Submission.Rejected rejected -> answers.rejected(rejected);
        };
    }

    /** Bound as a parameter, a key with a comma in it would be taken for two. */
    private static Optional<RepeatKey> key(List<String> sent, Faults faults) {
        if (sent.size() > 1) {
            faults.add(KEY, "stands twice");
            return Optional.empty();
        }
        return sent.isEmpty()
                ? Optional.empty()
                : faults.optional(KEY, sent.getFirst(), RepeatKey::new);
    }

    private ResponseEntity<Object> awaited(Kill kill, boolean replayed, Preferences preferences)
            throws InterruptedException {
        Duration wanted = preferences.wait(settings.defaultWait(), settings.maxWait());
        try (Seats.Seat seat = seats.take(wanted)) {
            ResponseEntity<Object> answer = answers.recorded(kills.await(kill, seat.time()));
            HttpHeaders headers = new HttpHeaders();
            headers.putAll(answer.getHeaders());
            if (seat.isAsWanted()) {
                preferences
                        .applied(settings.maxWait())
                        .ifPresent(it -> headers.set(AnswerHeaders.PREFERENCE_APPLIED, it));
            }
            if (replayed) {
                headers.set(AnswerHeaders.REPLAYED, "true");
            }
            return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "Look at a kill", description = "To its requester, or to an auditor.")
    @ApiResponse(
            responseCode = "200",
            description = "The kill as it stands.",
            content = @Content(schema = @Schema(implementation = KillView.class)))
    @ApiResponse(responseCode = "400", ref = "Problem")
    @ApiResponse(responseCode = "401", ref = "Unauthenticated")
    @ApiResponse(responseCode = "404", ref = "Problem")
    @ApiResponse(responseCode = "406", ref = "OtherForm")
    @ApiResponse(responseCode = "429", ref = "Later")
    @ApiResponse(responseCode = "503", ref = "Later")
    ResponseEntity<Object> kill(
            @PathVariable String id,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return KillId.parse(id)
                .map(it -> answers.found(kills.find(it, caller), it))
                .orElseGet(() -> answers.found(new Lookup.NoSuchKill(), null));
    }
}
