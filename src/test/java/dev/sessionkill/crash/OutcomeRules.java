package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Arrival;
import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Kind;
import dev.sessionkill.crash.Evidence.Session;
import dev.sessionkill.crash.Evidence.Violation;
import java.util.List;
import java.util.Set;

/** What is said of a session agrees with what the vendor did to it. */
final class OutcomeRules {

    /** Answers after which a list has been read. */
    private static final Set<String> READABLE = Set.of("OK", "Latency");

    private final History record;
    private final List<Violation> found;

    OutcomeRules(History record, List<Violation> found) {
        this.record = record;
        this.found = found;
    }

    void check() {
        for (String kill : record.kills()) {
            if (!record.ends(kill).isEmpty()) {
                record.outcomes(kill).forEach((session, outcome) -> holds(kill, session, outcome));
            }
        }
    }

    private void holds(String kill, Session session, String outcome) {
        boolean mine = record.commits(kill).stream().anyMatch(it -> did(it, session));
        boolean anybodys = record.commits().stream().anyMatch(it -> did(it, session));
        boolean alive = record.evidence().alive().contains(session);
        boolean agrees =
                switch (outcome) {
                    case "KILLED" -> anybodys && !alive && isAnnounced(kill);
                    case "KILLING" -> anybodys;
                    case "ALREADY_GONE" -> !mine && !alive && anybodys;
                    case "NOT_KILLED", "CHANGED", "PROTECTED", "NOT_PERMITTED" -> !mine;
                    case "UNKNOWN" -> couldNotLook(kill);
                    default -> false;
                };
        if (!agrees) {
            found.add(
                    new Violation(
                            "OUTCOME_" + (outcome.isEmpty() ? "MISSING" : outcome),
                            "%s: %s, alive %s, executed by itself %s, by any %s, %s"
                                    .formatted(
                                            kill,
                                            session,
                                            alive,
                                            mine,
                                            anybodys,
                                            record.commits(kill))));
        }
    }

    /** A Commit that was recorded and never left may still find that another kill was quicker. */
    private boolean isAnnounced(String kill) {
        return !record.of(kill, "COMMIT_SENDING").isEmpty();
    }

    private static boolean did(Arrival commit, Session session) {
        return commit.executed() && History.names(commit, session);
    }

    /** Whether, from its Commit to its end, a list of its instance came back unreadable. */
    private boolean couldNotLook(String kill) {
        List<Event> sending = record.of(kill, "COMMIT_SENDING");
        if (sending.isEmpty()) {
            return false;
        }
        long from = sending.getLast().at();
        long to = record.ends(kill).getFirst().at();
        String instance = record.instance(kill);
        return record.evidence().arrivals().stream()
                .filter(it -> it.kind() == Kind.LIST && it.instance().equals(instance))
                .filter(it -> it.at() >= from && it.at() <= to)
                .anyMatch(it -> !READABLE.contains(it.answered()));
    }
}
