package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Arrival;
import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Kind;
import dev.sessionkill.crash.Evidence.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The evidence, by kill. */
final class History {

    private static final Set<String> ENDS = Set.of("FINISHED", "CANCELLED");

    private final Evidence evidence;
    private final Map<String, List<Event>> byKill;

    History(Evidence evidence) {
        this.evidence = evidence;
        this.byKill =
                evidence.events().stream()
                        .filter(it -> it.kill() != null)
                        .collect(
                                Collectors.groupingBy(
                                        it -> String.valueOf(it.kill()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
    }

    Evidence evidence() {
        return evidence;
    }

    /** Every kill that the record tells of. */
    Set<String> kills() {
        return byKill.keySet();
    }

    List<Event> of(String kill) {
        return byKill.getOrDefault(kill, List.of());
    }

    List<Event> of(String kill, String kind) {
        return of(kill).stream().filter(it -> it.kind().equals(kind)).toList();
    }

    List<Event> ends(String kill) {
        return of(kill).stream().filter(it -> ENDS.contains(it.kind())).toList();
    }

    static boolean isEnd(Event event) {
        return ENDS.contains(event.kind());
    }

    String instance(String kill) {
        return of(kill, "REQUESTED").stream()
                .map(it -> it.data().path("instanceId").asString(""))
                .findFirst()
                .orElse("");
    }

    /** The sessions that a kill is about, each with what became of it; empty while nobody knows. */
    Map<Session, String> outcomes(String kill) {
        Map<Session, String> outcomes = new HashMap<>();
        String instance = instance(kill);
        for (Event event : of(kill)) {
            for (JsonNode it : event.data().path("sessions")) {
                outcomes.put(
                        new Session(instance, it.path("thread").asLong()),
                        it.path("outcome").asString(""));
            }
            if (event.kind().equals("CANCELLED")) {
                outcomes.replaceAll((_, _) -> "NOT_KILLED");
            }
            if (event.kind().equals("ROLLED_BACK")) {
                outcomes.put(new Session(instance, event.data().path("thread").asLong()), "KILLED");
            }
        }
        return outcomes;
    }

    /** The Commits at the vendor that the record calls this kill's. */
    List<Arrival> commits(String kill) {
        Set<String> tickets =
                of(kill, "COMMIT_SENDING").stream()
                        .map(it -> it.data().path("sqlExecId").asString(""))
                        .collect(Collectors.toSet());
        return commits().stream().filter(it -> tickets.contains(ticket(it))).toList();
    }

    List<Arrival> commits() {
        return evidence.arrivals().stream().filter(it -> it.kind() == Kind.COMMIT).toList();
    }

    /** Where it is recorded that this Commit is about to leave. */
    Optional<Event> announcement(Arrival commit) {
        return evidence.events().stream()
                .filter(it -> it.kind().equals("COMMIT_SENDING"))
                .filter(it -> it.data().path("sqlExecId").asString("").equals(ticket(commit)))
                .findFirst();
    }

    static String ticket(Arrival call) {
        return String.valueOf(call.ticket());
    }

    /** Whether the vendor said that it did nothing: the same may then be sent again. */
    static boolean isTurnedAway(Arrival commit) {
        return !commit.executed() && commit.answered().startsWith("RequestLimitExceeded");
    }

    static boolean names(Arrival call, Session session) {
        return call.instance().equals(session.instance())
                && call.threads().contains(session.thread());
    }

    /** The text of the order, by which a client knows it. */
    static String reason(Event requested) {
        return requested.data().path("reason").asString("");
    }

    static Set<Long> threads(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asLong)
                .collect(Collectors.toSet());
    }
}
