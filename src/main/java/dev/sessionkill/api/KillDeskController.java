package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.Cancellation;
import dev.sessionkill.kill.KillSearch;
import dev.sessionkill.kill.Kills;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds kills, and calls them off. */
@RestController
@RequestMapping(path = KillAnswers.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Kills")
class KillDeskController {

    private final Kills kills;
    private final KillDeskAnswers answers;
    private final Refusals refusals;

    KillDeskController(Kills kills, KillDeskAnswers answers, Refusals refusals) {
        this.kills = kills;
        this.answers = answers;
        this.refusals = refusals;
    }

    @GetMapping
    @Operation(
            summary = "Find kills",
            description =
                    "Newest first: those that you asked for, and those of accounts that you may"
                            + " audit.")
    @Parameter(name = "instanceId", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(
            name = "requestedBy",
            in = ParameterIn.QUERY,
            example = "sub:ops-portal",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "result",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {
                                "KILLED",
                                "PARTIAL",
                                "NOT_KILLED",
                                "FAILED",
                                "UNKNOWN"
                            }))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Requested then or later.",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Requested before then.",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "100"))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "The next of the page before.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "A page of kills.",
            content = @Content(schema = @Schema(implementation = KillsView.class)))
    @ApiResponse(responseCode = "400", ref = "Problem")
    @ApiResponse(responseCode = "401", ref = "Unauthenticated")
    @ApiResponse(responseCode = "406", ref = "OtherForm")
    @ApiResponse(responseCode = "429", ref = "Later")
    @ApiResponse(responseCode = "503", ref = "Later")
    ResponseEntity<Object> search(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        Faults faults = new Faults();
        Optional<KillSearch> search = KillQuery.parse(query, faults);
        return search.isEmpty()
                ? refusals.invalid(faults.found(), KillAnswers.PATH)
                : answers.listed(kills.search(search.get(), caller));
    }

    @DeleteMapping("/{id}")
    @Operation(
            summary = "Call a kill off",
            description = "Its requester may, as long as it waits for its turn (QUEUED).")
    @ApiResponse(
            responseCode = "200",
            description = "The kill, CANCELLED. Nothing was sent for it.",
            content = @Content(schema = @Schema(implementation = KillView.class)))
    @ApiResponse(responseCode = "400", ref = "Problem")
    @ApiResponse(responseCode = "401", ref = "Unauthenticated")
    @ApiResponse(responseCode = "404", ref = "Problem")
    @ApiResponse(responseCode = "406", ref = "OtherForm")
    @ApiResponse(responseCode = "409", ref = "KillProblem")
    @ApiResponse(responseCode = "429", ref = "Later")
    @ApiResponse(responseCode = "503", ref = "Later")
    ResponseEntity<Object> cancel(
            @PathVariable String id,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return KillId.parse(id)
                .map(it -> answers.cancelled(kills.cancel(it, caller), it))
                .orElseGet(() -> answers.cancelled(new Cancellation.NoSuchKill(), null));
    }
}
