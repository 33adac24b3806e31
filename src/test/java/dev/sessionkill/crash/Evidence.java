package dev.sessionkill.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of one database's life, from three sides that do not know of each other: its
 * clients, the vendor, and the record. All times are epoch milliseconds of this machine.
 *
 * @param asked what clients asked, and what they were answered
 * @param arrivals what the vendor got
 * @param events the record
 * @param kills the state of every kill in the database
 * @param alive the sessions that still live
 * @param outages when gateways were killed and came back
 * @param pauses when gateways were stopped and went on
 */
record Evidence(
        List<Asked> asked,
        List<Arrival> arrivals,
        List<Event> events,
        Map<String, String> kills,
        Set<Session> alive,
        List<Outage> outages,
        List<Pause> pauses) {

    /** A session by its instance and id. */
    record Session(String instance, long thread) {}

    /**
     * An order.
     *
     * @param reason names it, and no other
     * @param key by which it is repeated, if any
     * @param sessions that are to be killed
     * @param answers in their order
     */
    record Asked(
            String reason, @Nullable String key, Set<Session> sessions, List<Answer> answers) {}

    /**
     * What came back for a request.
     *
     * @param asked POST, GET or DELETE
     * @param status of HTTP
     * @param body JSON
     */
    record Answer(String asked, int status, JsonNode body) {

        /** The kill that it is about; empty when there is none. */
        String kill() {
            String id = body.path("killId").asString("");
            return id.isEmpty() ? resource().path("id").asString("") : id;
        }

        /** The kill itself. */
        JsonNode resource() {
            return body.has("kill") ? body.path("kill") : body;
        }
    }

    /** What a call to the vendor asked for. */
    enum Kind {
        PREPARE,
        COMMIT,
        LIST
    }

    /**
     * A call that arrived at the vendor.
     *
     * @param door where; each gateway has one of its own
     * @param at when
     * @param ticket the SqlExecId that it carried or was given
     * @param threads that it names
     * @param executed whether it was done, whatever was answered
     * @param answered OK, a code of the vendor's, or how it went wrong
     */
    record Arrival(
            int door,
            long at,
            Kind kind,
            @Nullable String ticket,
            String instance,
            List<Long> threads,
            boolean executed,
            String answered) {}

    /** An event of the record. */
    record Event(long seq, long at, String kind, @Nullable String kill, JsonNode data) {}

    /** A gateway was killed, and was ready again. */
    record Outage(long killedAt, long readyAt) {}

    /** The gateway of that door was stopped, and went on. */
    record Pause(int door, long stoppedAt, long wokenAt) {}

    /**
     * What must not be.
     *
     * @param rule its name
     * @param what the evidence
     */
    record Violation(String rule, String what) {}
}
