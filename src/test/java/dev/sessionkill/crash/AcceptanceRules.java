package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Answer;
import dev.sessionkill.crash.Evidence.Asked;
import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Session;
import dev.sessionkill.crash.Evidence.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a client was told is so: his kill is there, once, and ended as he was told. */
final class AcceptanceRules {

    private final History record;
    private final List<Violation> found;

    AcceptanceRules(History record, List<Violation> found) {
        this.record = record;
        this.found = found;
    }

    void check() {
        Set<String> asked = new HashSet<>();
        for (Asked order : record.evidence().asked()) {
            asked.add(order.reason());
            isThere(order);
            isOneKill(order);
            order.answers().forEach(it -> isTrue(order, it));
        }
        for (String kill : record.kills()) {
            List<Event> requested = record.of(kill, "REQUESTED");
            if (requested.size() != 1 || !asked.contains(History.reason(requested.getFirst()))) {
                add("NOT_ASKED_FOR", kill + ": " + requested);
            }
        }
        if (!record.kills().equals(record.evidence().kills().keySet())) {
            add(
                    "KILLS_AND_RECORD_DIFFER",
                    record.evidence().kills().keySet() + " and " + record.kills());
        }
    }

    private void isThere(Asked order) {
        for (Answer answer : order.answers()) {
            if (!answer.kill().isEmpty() && !record.kills().contains(answer.kill())) {
                add("ACCEPTED_AND_LOST", order.reason() + ": " + answer);
            }
        }
    }

    /** Its caller was told 503, and the gateway itself called it off. */
    private boolean isUnconfirmed(String kill) {
        return record.of(kill, "CANCELLED").stream()
                .anyMatch(it -> it.data().path("unconfirmed").asBoolean(false));
    }

    /** An order with a key is one kill however often it was sent; one without, at most one. */
    private void isOneKill(Asked order) {
        Set<String> told =
                order.answers().stream()
                        .map(Answer::kill)
                        .filter(it -> !it.isEmpty())
                        .collect(Collectors.toSet());
        Set<String> recorded =
                record.evidence().events().stream()
                        .filter(it -> it.kind().equals("REQUESTED"))
                        .filter(it -> History.reason(it).equals(order.reason()))
                        .map(it -> String.valueOf(it.kill()))
                        .filter(it -> !isUnconfirmed(it))
                        .collect(Collectors.toSet());
        if (told.size() > 1 || recorded.size() > 1) {
            add("TWO_KILLS_FOR_ONE_ORDER", order.reason() + ": " + told + ", " + recorded);
        }
    }

    /** An answer that tells of an end tells of the end that is on record. */
    private void isTrue(Asked order, Answer answer) {
        String state = answer.resource().path("state").asString("");
        if (answer.asked().equals("DELETE") && answer.status() == 200) {
            if (record.of(answer.kill(), "CANCELLED").isEmpty()) {
                add("CANCELLED_AND_NOT_RECORDED", order.reason() + ": " + answer);
            }
        }
        if (!Set.of("FINISHED", "CANCELLED", "EXPIRED").contains(state)
                || !record.kills().contains(answer.kill())) {
            return;
        }
        String recorded = record.evidence().kills().get(answer.kill());
        if (!state.equals(recorded)) {
            add("TOLD_ANOTHER_STATE", answer + " but " + recorded);
        }
        Map<Session, String> outcomes = record.outcomes(answer.kill());
        String instance = record.instance(answer.kill());
        for (JsonNode it : answer.resource().path("sessions")) {
            String told = it.path("outcome").asString("");
            String is = outcomes.get(new Session(instance, it.path("thread").asLong()));
            if (!Objects.equals(told, is) && !(told.equals("KILLING") && "KILLED".equals(is))) {
                add("TOLD_ANOTHER_OUTCOME", answer + " but " + outcomes);
            }
        }
    }

    private void add(String rule, String what) {
        found.add(new Violation(rule, what));
    }
}
