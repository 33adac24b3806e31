package dev.sessionkill.api;

import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillSearch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** The query of {@code GET /sessions/kill}. */
final class KillQuery {

    private static final String DEFAULT_LIMIT = "100";
    private static final Set<String> NAMES =
            Set.of("instanceId", "requestedBy", "result", "from", "to", "limit", "after");

    private KillQuery() {}

    /** What it asks for; empty when something is wrong, which is then among the faults. */
    static Optional<KillSearch> parse(MultiValueMap<String, String> query, Faults faults) {
        QueryParameters sent = new QueryParameters(query, NAMES, Set.of(), faults);
        Optional<InstanceId> instance = sent.value("instanceId", InstanceId::new);
        Optional<String> requestedBy = sent.value("requestedBy", QueryParameters::text);
        Optional<KillResult> result = sent.value("result", KillQuery::result);
        Optional<Instant> from = sent.value("from", QueryParameters::time);
        Optional<Instant> to = sent.value("to", QueryParameters::time);
        Optional<KillId> after = sent.value("after", KillQuery::position);
        Optional<Integer> limit =
                sent.value(
                        "limit", DEFAULT_LIMIT, it -> QueryParameters.limit(it, KillSearch.MOST));
        return faults.found().isEmpty()
                ? Optional.of(
                        new KillSearch(
                                instance,
                                requestedBy,
                                result,
                                from,
                                to,
                                after,
                                limit.orElseThrow()))
                : Optional.empty();
    }

    /** Where the next page begins; its form is nobody's business. */
    static String cursor(KillId last) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16)
                        .putLong(last.value().getMostSignificantBits())
                        .putLong(last.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static KillId position(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == 16) {
                return new KillId(new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException e) {
            // The same as any other text that is no cursor.
        }
        throw new IllegalArgumentException("must be the next of a page before");
    }

    private static KillResult result(String name) {
        for (KillResult result : KillResult.values()) {
            if (result.name().equals(name)) {
                return result;
            }
        }
        throw new IllegalArgumentException(
                "must be KILLED, PARTIAL, NOT_KILLED, FAILED or UNKNOWN");
    }
}
