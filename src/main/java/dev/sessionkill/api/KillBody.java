package dev.sessionkill.api;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.KillOrder;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /sessions/kill}, as it was sent. */
@Schema(name = "KillRequest", description = "Sessions to kill, and why.")
record KillBody(
        @Schema(
                        description = "The instance on which the sessions run.",
                        example = "cdb-8jawylhf",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
                @Nullable String instanceId,
        @Schema(
                        description = "What kind of instance it is.",
                        defaultValue = "mysql",
                        allowableValues = {"mysql", "cynosdb"})
                @Nullable String product,
        @Schema(description = "The gateway's account to use.", defaultValue = "default")
                @Nullable String account,
        @Schema(description = "The vendor's region; the account's own when absent.")
                @Nullable String region,
        @ArraySchema(
                        arraySchema =
                                @Schema(
                                        description = "The ids of the sessions, each once.",
                                        requiredMode = Schema.RequiredMode.REQUIRED),
                        schema = @Schema(minimum = "1", example = "1001"),
                        minItems = 1,
                        maxItems = KillOrder.MOST,
                        uniqueItems = true)
                @Nullable List<@Nullable Long> threads,
        @Schema(
                        description = "Why, for the record.",
                        example = "INC-4711 report query blocks checkout",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        minLength = Reason.MIN,
                        maxLength = Reason.MAX)
                @Nullable String reason) {

    /** What it asks for; empty when something is wrong, which is then among the faults. */
    Optional<KillOrder> order(Faults faults) {
        Optional<InstanceId> target = faults.required("instanceId", instanceId, InstanceId::new);
        Optional<Product> kind =
                faults.optional("product", orElse(product, "mysql"), KillBody::product);
        Optional<AccountName> via =
                faults.optional("account", orElse(account, "default"), AccountName::new);
        Optional<Region> where = faults.optional("region", region, Region::new);
        Optional<SortedSet<ThreadId>> ids = ids(faults);
        Optional<Reason> why = faults.required("reason", reason, Reason::new);
        if (!faults.found().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KillOrder(
                        via.orElseThrow(),
                        where,
                        kind.orElseThrow(),
                        target.orElseThrow(),
                        ids.orElseThrow(),
                        why.orElseThrow()));
    }

    private Optional<SortedSet<ThreadId>> ids(Faults faults) {
        if (threads == null) {
            faults.add("threads", "is required");
            return Optional.empty();
        }
        if (threads.isEmpty() || threads.size() > KillOrder.MOST) {
            faults.add("threads", "must name 1 to " + KillOrder.MOST + " sessions");
            return Optional.empty();
        }
        SortedSet<ThreadId> ids = new TreeSet<>();
        for (int i = 0; i < threads.size(); i++) {
            String field = "threads[" + i + "]";
            faults.required(field, threads.get(i), ThreadId::new)
                    .filter(it -> !ids.add(it))
                    .ifPresent(_ -> faults.add(field, "stands twice"));
        }
        return Optional.of(ids);
    }

    private static Product product(String name) {
        return Product.named(name)
                .orElseThrow(() -> new IllegalArgumentException("must be mysql or cynosdb"));
    }

    private static String orElse(@Nullable String sent, String otherwise) {
        return sent == null ? otherwise : sent;
    }
}
