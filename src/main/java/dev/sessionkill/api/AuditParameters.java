package dev.sessionkill.api;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditQuery;
import dev.sessionkill.core.KillId;
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
                        parameters.value("caller", QueryParameters::text),
                        parameters.value("killId", AuditParameters::killId),
                        parameters.value("from", QueryParameters::time),
                        parameters.value("to", QueryParameters::time));
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
}
