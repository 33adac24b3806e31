package dev.sessionkill.api;

import dev.sessionkill.kill.Found;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of kills as callers see it. */
@Schema(name = "Kills", description = "Kills, newest first.")
record KillsView(
        List<KillView> kills,
        @Schema(description = "For the parameter after, to see older ones; null when none follow.")
                @Nullable String next) {

    static KillsView of(Found.Page page) {
        return new KillsView(
                page.kills().stream().map(KillView::of).toList(),
                page.more() ? KillQuery.cursor(page.kills().getLast().id()) : null);
    }
}
