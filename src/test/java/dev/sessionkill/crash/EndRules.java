package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Outage;
import dev.sessionkill.crash.Evidence.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every kill has one end, and has it in time. */
final class EndRules {

    /** After the restart. */
    static final Duration KNOWN = Duration.ofSeconds(30);

    /** The same where the fate of a Commit had to be found out. */
    static final Duration UNKNOWN = Duration.ofSeconds(75);

    private static final Set<String> UNSURE = Set.of("COMMITTING", "VERIFYING");

    private final History record;
    private final List<Violation> found;

    EndRules(History record, List<Violation> found) {
        this.record = record;
        this.found = found;
    }

    void check() {
        for (String kill : record.kills()) {
            hasOneEnd(kill);
            afterwards(kill)
                    .filter(it -> it.took().compareTo(bound(it)) > 0)
                    .ifPresent(it -> found.add(new Violation("LATE", kill + ": " + it)));
        }
    }

    /**
     * How a kill ended that was open when a gateway was killed.
     *
     * @param took from when the last gateway was ready again before its end
     * @param unsure whether the fate of its Commit had to be found out
     */
    record Aftermath(Duration took, boolean unsure) {}

    private static Duration bound(Aftermath aftermath) {
        return aftermath.unsure() ? UNKNOWN : KNOWN;
    }

    /** Empty for a kill that nobody was killed under. */
    Optional<Aftermath> afterwards(String kill) {
        List<Event> events = record.of(kill);
        List<Event> ends = record.ends(kill);
        if (ends.isEmpty()) {
            return Optional.empty();
        }
        long begin = events.getFirst().at();
        long end = ends.getFirst().at();
        return record.evidence().outages().stream()
                .filter(it -> it.killedAt() >= begin && it.killedAt() < end)
                .map(Outage::readyAt)
                .reduce(Math::max)
                .map(ready -> new Aftermath(Duration.ofMillis(end - ready), isUnsure(events)));
    }

    private static boolean isUnsure(List<Event> events) {
        return events.stream()
                .anyMatch(
                        it ->
                                it.data().path("result").asString("").equals("UNKNOWN")
                                        || (it.kind().equals("TAKEN_OVER")
                                                && UNSURE.contains(
                                                        it.data().path("state").asString(""))));
    }

    private void hasOneEnd(String kill) {
        List<Event> ends = record.ends(kill);
        String state = record.evidence().kills().getOrDefault(kill, "");
        if (ends.isEmpty() || !Set.of("FINISHED", "CANCELLED", "EXPIRED").contains(state)) {
            found.add(new Violation("NO_END", kill + " is " + state + ": " + record.of(kill)));
            return;
        }
        for (Event event : record.of(kill)) {
            if (event.seq() > ends.getFirst().seq() && !event.kind().equals("ROLLED_BACK")) {
                found.add(new Violation("AFTER_ITS_END", kill + ": " + event));
            }
        }
    }
}
