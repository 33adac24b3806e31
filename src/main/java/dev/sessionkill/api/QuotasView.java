package dev.sessionkill.api;

import dev.sessionkill.kill.Quotas;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The vendor's limits as callers see them. */
@Schema(name = "Quotas", description = "How much of the vendor's limits is left.")
record QuotasView(List<Quota> quotas) {

    /** One limit. */
    @Schema(name = "Quota", description = "The limit of one action of one account.")
    record Quota(
            String account,
            @Schema(
                            description = "The vendor's name of what is limited.",
                            example = "KillMySqlThreads")
                    String action,
            @Schema(description = "Calls a second.", example = "20") int limit,
            int usedInLastSecond,
            @Schema(description = "How many calls wait for their turn.") int queued,
            @Schema(description = "How long a call that came now would wait.")
                    long estimatedWaitMillis) {

        private static Quota of(Quotas.Quota it) {
            return new Quota(
                    it.account().value(),
                    it.action(),
                    it.limit(),
                    it.usedInLastSecond(),
                    it.queued(),
                    it.estimatedWait().toMillis());
        }
    }

    static QuotasView of(List<Quotas.Quota> quotas) {
        return new QuotasView(quotas.stream().map(Quota::of).toList());
    }
}
