package dev.sessionkill.api;

import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.Preview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What would become of a kill, as callers see it. */
@Schema(
        name = "KillPreview",
        description = "What would become of each session. Nothing was sent, and nothing is kept.")
record PreviewView(
        @Schema(description = "Always true, so that nobody takes this for a kill.")
                boolean validateOnly,
        @Schema(description = "How the kill would end if every Commit succeeded.")
                KillResult result,
        String account,
        String region,
        String instanceId,
        String product,
        @Schema(description = "When the sessions were looked at.") Instant observedAt,
        List<KillView.Session> sessions) {

    static PreviewView of(Preview.Forecast forecast) {
        return new PreviewView(
                true,
                KillResult.ofSessions(forecast.sessions()),
                forecast.target().account().value(),
                forecast.target().region().value(),
                forecast.target().instance().value(),
                forecast.target().product().wireName(),
                forecast.observedAt(),
                forecast.sessions().stream().map(KillView.Session::of).toList());
    }
}
