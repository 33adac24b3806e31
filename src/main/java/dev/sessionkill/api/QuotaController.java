package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.kill.Quotas;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows how much of the vendor's limits is left. */
@RestController
@Tag(name = "Quota")
class QuotaController {

    private final Quotas quotas;

    QuotaController(Quotas quotas) {
        this.quotas = quotas;
    }

    @GetMapping(path = "/quota", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See how busy the vendor's limits are",
            description = "Of the accounts for which you have any grant.")
    @ApiResponse(
            responseCode = "200",
            description = "The limits, by account and action.",
            content = @Content(schema = @Schema(implementation = QuotasView.class)))
    @ApiResponse(responseCode = "400", ref = "Problem")
    @ApiResponse(responseCode = "401", ref = "Unauthenticated")
    @ApiResponse(responseCode = "406", ref = "OtherForm")
    @ApiResponse(responseCode = "429", ref = "Later")
    QuotasView quotas(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return QuotasView.of(quotas.of(caller));
    }
}
