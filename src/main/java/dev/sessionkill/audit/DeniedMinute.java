package dev.sessionkill.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A minute in which one caller was turned away: the first events go on record, others count. */
final class DeniedMinute {

    /** How many of one caller's denials are written in full. */
    static final int IN_FULL = 20;

    /** How many kinds of denials a summary tells apart. */
    static final int KINDS = 20;

    static final Duration LENGTH = Duration.ofMinutes(1);

    /** What tells one kind of denial from another; what else was asked for is not kept. */
    private static final List<String> DISTINCT =
            List.of("action", "account", "instanceId", "what", "why");

    private final Instant start;
    private final AuditEvent sample;
    private final Map<Map<String, Object>, Integer> counts = new LinkedHashMap<>();
    private int inFull;
    private int counted;
    private int others;
    private Instant first;
    private Instant last;

    /**
     * @param sample any denial of this caller
     */
    DeniedMinute(Instant start, AuditEvent sample) {
        this.start = start;
        this.sample = sample;
        this.first = start;
        this.last = start;
    }

    /** A clock that was set back ends it as well: else it might last for hours. */
    boolean isOver(Instant now) {
        return now.isBefore(start) || !now.isBefore(start.plus(LENGTH));
    }

    /** Whether the next one is to be written in full, and takes its place among those. */
    boolean takesInFull() {
        if (inFull == IN_FULL) {
            return false;
        }
        inFull++;
        return true;
    }

    /** One that was to be written in full could not be. */
    void givesBack() {
        inFull--;
    }

    void count(AuditEvent denied, Instant now) {
        if (counted == 0) {
            first = now;
        }
        last = now;
        counted++;
        Map<String, Object> kind = new LinkedHashMap<>();
        for (String name : DISTINCT) {
            Object value = denied.data().get(name);
            if (value != null) {
                kind.put(name, value);
            }
        }
        if (counts.size() < KINDS || counts.containsKey(kind)) {
            counts.merge(kind, 1, Integer::sum);
        } else {
            others++;
        }
    }

    boolean hasCounted() {
        return counted > 0;
    }

    int counted() {
        return counted;
    }

    /** The one event that stands for all that were counted. */
    AuditEvent summary() {
        List<Map<String, Object>> denials = new ArrayList<>();
        counts.forEach(
                (kind, count) -> {
                    Map<String, Object> denial = new LinkedHashMap<>(kind);
                    denial.put("count", count);
                    denials.add(denial);
                });
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("count", counted);
        data.put("first", first);
        data.put("last", last);
        data.put("denials", denials);
        if (others > 0) {
            data.put("others", others);
        }
        Object groups = sample.data().get("groups");
        if (groups != null) {
            data.put("groups", groups);
        }
        return new AuditEvent(AuditKind.DENIALS_SUMMARISED, sample.caller(), null, data);
    }
}
