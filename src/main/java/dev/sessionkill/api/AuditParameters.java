package dev.sessionkill.api;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditQuery;
import dev.sessionkill.core.KillId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/** The query of {@code GET /audit/events}. */
final class AuditParameters {

    static final int MOST = 1_000;
    static final int USUAL = 100;

    private static final Set<String> NAMES =
            Set.of("after", "limit", "kind", "caller", "killId", "from", "to");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final AuditQuery query;
    private final Optional<Long> limit;

    /**
     * @param most the greatest limit
     */
    AuditParameters(MultiValueMap<String, String> sent, long most, Faults faults) {
        QueryParameters parameters = new QueryParameters(sent, NAMES, Set.of(), faults);
        this.query =
                new AuditQuery(
                        parameters.number("after", 0, Long.MAX_VALUE).orElse(0L),
                        parameters.value("kind", AuditParameters::kind),
                        parameters.value("caller", it -> it),
                        parameters.value("killId", AuditParameters::killId),
                        parameters.value("from", AuditParameters::time),
                        parameters.value("to", AuditParameters::time));
        this.limit = parameters.number("limit", 1, most);
    }

    /** What it asks for; of use only when there are no faults. */
    AuditQuery query() {
        return query;
    }

    Optional<Long> limit() {
        return limit;
    }

    private static AuditKind kind(String name) {
        return Arrays.stream(AuditKind.values())
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        Arrays.stream(AuditKind.values())
                                                .map(Enum::name)
                                                .collect(
                                                        Collectors.joining(
                                                                ", ", "must be one of ", ""))));
    }

    private static KillId killId(String text) {
        return KillId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("must be the id of a kill"));
    }

    private static Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(YEAR_10000)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a time such as 2026-11-22T09:00:00Z", e);
        }
        throw new IllegalArgumentException("must be a time from 1970 to 9999");
    }
}
