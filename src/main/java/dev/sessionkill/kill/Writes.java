package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How what running kills record is written. Each write answers which kills others have taken. */
final class Writes {

    private static final Logger log = LoggerFactory.getLogger(Writes.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PERSISTENCE = Duration.ofSeconds(60);

    private Writes() {}

    static Set<KillId> ids(Collection<Member> members) {
        return members.stream().map(Member::id).collect(Collectors.toSet());
    }

    /**
     * Writes once. A write that succeeds renews the leases; that of somebody who is lost does not
     * matter.
     */
    static Set<KillId> renewing(Collection<Member> members, Supplier<Set<KillId>> write) {
        Map<Lease, Long> asked = new HashMap<>();
        members.forEach(it -> asked.put(it.track().lease(), it.track().lease().now()));
        Set<KillId> lost = write.get();
        asked.forEach(Lease::renewed);
        return lost;
    }

    /**
     * Writes what has happened. When the database does not take it within a minute it is given up,
     * and the kills go on: what happened does not depend on it. A thread that is told to stop
     * writes it once more, whole.
     */
    static Set<KillId> persistent(Collection<Member> members, Supplier<Set<KillId>> write) {
        Deadline end = Deadline.in(PERSISTENCE);
        try (ToldToStop told = new ToldToStop()) {
            for (boolean first = true; ; first = false) {
                boolean last = told.heard();
                try {
                    return renewing(members, write);
                } catch (DataAccessException | TransactionException e) {
                    if (first) {
                        log.error(
                                "Kills {}: the database does not take what has happened ({}). It is"
                                        + " tried again for a minute.",
                                ids(members),
                                NestedExceptionUtils.getMostSpecificCause(e).toString());
                    }
                    if (last || end.passed()) {
                        log.error(
                                "Kills {}: something that has happened is not on record.",
                                ids(members));
                        return Set.of();
                    }
                    var _ = Pause.of(PAUSE);
                }
            }
        }
    }
}
