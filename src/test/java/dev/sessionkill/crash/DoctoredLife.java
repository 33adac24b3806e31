package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Answer;
import dev.sessionkill.crash.Evidence.Arrival;
import dev.sessionkill.crash.Evidence.Asked;
import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Kind;
import dev.sessionkill.crash.Evidence.Outage;
import dev.sessionkill.crash.Evidence.Pause;
import dev.sessionkill.crash.Evidence.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The evidence of one kill, k1, that was asked for at 1,000 and committed at 1,200 with ticket t1
 * and is well; each method spoils something.
 */
final class DoctoredLife {

    private static final Session SESSION = new Session("cdb-1", 7);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Answer> answers = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> kills = new TreeMap<>(Map.of("k1", "FINISHED"));
    private final Set<Session> alive = new HashSet<>();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private int firstSeq = 1;

    DoctoredLife() {
        requested("k1", "order 1");
        kills.put("k1", "FINISHED");
        event(1_100, "PREPARE_SENDING", "{\"threads\":[7]}");
        event(1_190, "COMMIT_SENDING", "{\"sqlExecId\":\"t1\",\"threads\":[7]}");
        event(1_210, "COMMIT_ANSWERED", "{\"reply\":\"DONE\"}");
        outcome("KILLED");
        arrivals.add(call(1_110, Kind.PREPARE, "t1", true, "OK"));
        commit(1_200, "t1", true, "OK");
        answer("POST", "FINISHED", "KILLED");
    }

    Evidence evidence() {
        List<Event> ordered = events.stream().sorted(Comparator.comparingLong(Event::at)).toList();
        List<Event> numbered = new ArrayList<>();
        for (Event it : ordered) {
            numbered.add(
                    new Event(
                            firstSeq + numbered.size(), it.at(), it.kind(), it.kill(), it.data()));
        }
        return new Evidence(
                List.of(new Asked("order 1", "key 1", Set.of(SESSION), answers)),
                arrivals.stream().sorted(Comparator.comparingLong(Arrival::at)).toList(),
                numbered,
                kills,
                alive,
                outages,
                pauses);
    }

    DoctoredLife event(long at, String kind, String data) {
        return event(at, kind, "k1", data);
    }

    private DoctoredLife event(long at, String kind, String kill, String data) {
        events.add(new Event(0, at, kind, kill, JSON.readTree(data)));
        return this;
    }

    DoctoredLife requested(String kill, String reason) {
        kills.put(kill, "QUEUED");
        return event(
                1_000,
                "REQUESTED",
                kill,
                """
                {"instanceId":"cdb-1","reason":"%s","sessions":[{"thread":7}]}
                """
                        .formatted(reason));
    }

    /** Ends the kill with this outcome, and forgets the end it had and what was told of it. */
    DoctoredLife outcome(String outcome) {
        drop("FINISHED");
        answers.clear();
        return event(
                1_300,
                "FINISHED",
                """
                {"state":"FINISHED","result":"","sessions":[{"thread":7,"outcome":"%s"}]}
                """
                        .formatted(outcome));
    }

    DoctoredLife drop(String kind) {
        events.removeIf(it -> it.kind().equals(kind));
        return this;
    }

    DoctoredLife move(String kind, long at) {
        events.replaceAll(
                it -> it.kind().equals(kind) ? new Event(0, at, kind, it.kill(), it.data()) : it);
        return this;
    }

    DoctoredLife commit(long at, String ticket, boolean executed, String answered) {
        arrivals.add(call(at, Kind.COMMIT, ticket, executed, answered));
        return this;
    }

    DoctoredLife list(long at, String answered) {
        arrivals.add(call(at, Kind.LIST, "", false, answered));
        return this;
    }

    private static Arrival call(
            long at, Kind kind, String ticket, boolean executed, String answered) {
        return new Arrival(
                0,
                at,
                kind,
                ticket,
                SESSION.instance(),
                List.of(SESSION.thread()),
                executed,
                answered);
    }

    DoctoredLife executed(boolean executed) {
        arrivals.removeIf(it -> it.kind() == Kind.COMMIT);
        return commit(1_200, "t1", executed, "OK");
    }

    DoctoredLife secondCommit(long at) {
        event(at - 10, "COMMIT_SENDING", "{\"sqlExecId\":\"t2\",\"threads\":[7]}");
        return commit(at, "t2", false, "OK");
    }

    DoctoredLife doneAgain(String state) {
        event(1_220, "TAKEN_OVER", "{\"state\":\"%s\"}".formatted(state));
        return event(1_230, "PREPARE_SENDING", "{\"threads\":[7]}");
    }

    DoctoredLife sentByWhoWasStopped() {
        pauses.add(new Pause(0, 1_120, 1_180));
        return event(1_150, "TAKEN_OVER", "{\"state\":\"PREPARING\"}");
    }

    DoctoredLife accepted(String kill) {
        answers.add(new Answer("POST", 202, JSON.readTree("{\"id\":\"%s\"}".formatted(kill))));
        return this;
    }

    /** An outcome that is empty is not told. */
    DoctoredLife answer(String asked, String state, String outcome) {
        ObjectNode kill = JsonNodeFactory.instance.objectNode().put("id", "k1").put("state", state);
        if (!outcome.isEmpty()) {
            kill.putArray("sessions").addObject().put("thread", 7).put("outcome", outcome);
        }
        answers.add(new Answer(asked, 200, kill));
        return this;
    }

    DoctoredLife state(String kill, String state) {
        kills.put(kill, state);
        return this;
    }

    DoctoredLife outage(long killedAt, long readyAt) {
        outages.add(new Outage(killedAt, readyAt));
        return this;
    }

    /** Killed after the Commit, and ready again at 1,200. */
    DoctoredLife unsureOutage(long takenOverAt) {
        event(takenOverAt, "TAKEN_OVER", "{\"state\":\"COMMITTING\"}");
        return outage(1_195, 1_200);
    }

    DoctoredLife withoutFirstEvent() {
        firstSeq = 2;
        return this;
    }

    DoctoredLife stillAlive() {
        alive.add(SESSION);
        return this;
    }
}
