package dev.sessionkill.api;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.KillOrder;
import dev.sessionkill.sessions.Expectation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /sessions/kill}, as it was sent. */
@Schema(
        name = KillBody.NAME,
        description = "Sessions to kill, and why.",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
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
        @Schema(
                        description = "The gateway's account to use.",
                        defaultValue = "default",
                        pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
                @Nullable String account,
        @Schema(
                        description = "The vendor's region; the account's own when absent.",
                        pattern = "^[a-z][a-z0-9-]{0,31}$")
                @Nullable String region,
        @ArraySchema(
                        arraySchema =
                                @Schema(
                                        description =
                                                "The sessions as they were seen, each once. Either"
                                                        + " this or threads."),
                        minItems = 1,
                        maxItems = KillOrder.MOST,
                        uniqueItems = true)
                @Nullable List<@Nullable SessionBody> sessions,
        @ArraySchema(
                        arraySchema =
                                @Schema(
                                        description =
                                                "The short form: ids of sessions, each once, with"
                                                        + " no expectation."),
                        schema = @Schema(minimum = "1", maximum = MOST_ID, example = "1001"),
                        minItems = 1,
                        maxItems = KillOrder.MOST,
                        uniqueItems = true)
                @Nullable List<@Nullable Long> threads,
        @Schema(
                        description = "Why, for the record.",
                        example = "INC-4711 report query blocks checkout",
                        requiredMode = Schema.RequiredMode.REQUIRED,
                        minLength = Reason.MIN,
                        maxLength = Reason.MAX,
                        pattern = "^" + SEEN + THREE + "$")
                @Nullable String reason,
        @Schema(
                        description =
                                "Ask for the urgent lane, which goes first but for at most a fifth"
                                    + " of the budget while others wait. A grant must allow it.",
                        defaultValue = "false")
                @Nullable Boolean urgent,
        @Schema(
                        description = "Only tell what would become of each session.",
                        defaultValue = "false")
                @Nullable Boolean validateOnly) {

    static final String NAME = "KillRequest";

    /** The greatest id, which a 64-bit integer just holds. */
    static final String MOST_ID = "9223372036854775807";

    /** What {@link Reason} takes, as nearly as JSON Schema can say it. */
    private static final String UNPRINTABLE =
            "\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069";

    private static final String WHITE = "\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
    private static final String UNSEEN =
            "\\u00ad\\u115f\\u1160\\u200b-\\u200f\\u2060-\\u2064\\u2800\\u3164\\ufeff\\uffa0";

    private static final String PRINTABLE = "[^" + UNPRINTABLE + "]";
    private static final String INK = "[^" + UNPRINTABLE + WHITE + "]";
    private static final String THREE =
            "[" + WHITE + "]*" + INK + PRINTABLE + "+" + INK + "[" + WHITE + "]*";
    private static final String SEEN =
            "(?=" + PRINTABLE + "*[^" + UNPRINTABLE + WHITE + UNSEEN + "])";

    /**
     * What it asks for; empty when something is wrong, which is then among the faults.
     *
     * @param requireIdentity whether each session must be named with its user and host
     */
    Optional<KillOrder> order(boolean requireIdentity, Faults faults) {
        Optional<InstanceId> target = faults.required("instanceId", instanceId, InstanceId::new);
        Optional<Product> kind =
                faults.optional("product", orElse(product, "mysql"), KillBody::product);
        Optional<AccountName> via =
                faults.optional("account", orElse(account, "default"), AccountName::new);
        Optional<Region> where = faults.optional("region", region, Region::new);
        SortedMap<ThreadId, Expectation> wanted = wanted(requireIdentity, faults);
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
                        wanted,
                        why.orElseThrow(),
                        urgent != null && urgent));
    }

    boolean onlyValidates() {
        return validateOnly != null && validateOnly;
    }

    private SortedMap<ThreadId, Expectation> wanted(boolean requireIdentity, Faults faults) {
        SortedMap<ThreadId, Expectation> wanted = new TreeMap<>();
        if (sessions != null && threads != null) {
            faults.add("threads", "must not stand beside sessions");
        } else if (sessions != null) {
            eachOnce("sessions", sessions, wanted, faults, identified(requireIdentity, faults));
        } else if (threads == null) {
            faults.add("threads", "is required, or sessions");
        } else if (requireIdentity) {
            faults.add(
                    "threads", "is not accepted by this gateway: name sessions as they were seen");
        } else {
            eachOnce("threads", threads, wanted, faults, bare(faults));
        }
        return wanted;
    }

    private static BiFunction<String, SessionBody, Optional<Map.Entry<ThreadId, Expectation>>>
            identified(boolean requireIdentity, Faults faults) {
        return (field, it) -> it.wanted(field, requireIdentity, faults);
    }

    private static BiFunction<String, Long, Optional<Map.Entry<ThreadId, Expectation>>> bare(
            Faults faults) {
        return (field, it) ->
                faults.required(field, it, ThreadId::new)
                        .map(id -> Map.entry(id, Expectation.NONE));
    }

    private static <T> void eachOnce(
            String name,
            List<@Nullable T> sent,
            Map<ThreadId, Expectation> wanted,
            Faults faults,
            BiFunction<String, T, Optional<Map.Entry<ThreadId, Expectation>>> read) {
        if (sent.isEmpty() || sent.size() > KillOrder.MOST) {
            faults.add(name, "must name 1 to " + KillOrder.MOST + " sessions");
            return;
        }
        for (int i = 0; i < sent.size(); i++) {
            String field = name + "[" + i + "]";
            faults.required(field, sent.get(i), it -> it)
                    .flatMap(it -> read.apply(field, it))
                    .filter(it -> wanted.putIfAbsent(it.getKey(), it.getValue()) != null)
                    .ifPresent(_ -> faults.add(field, "stands twice"));
        }
    }

    private static Product product(String name) {
        return Product.named(name)
                .orElseThrow(() -> new IllegalArgumentException("must be mysql or cynosdb"));
    }

    private static String orElse(@Nullable String sent, String otherwise) {
        return sent == null ? otherwise : sent;
    }
}
