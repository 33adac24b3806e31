package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The SqlExecIds: each of one instance, for ten seconds, good for one Commit. */
final class Tickets {

    /** What a SqlExecId is worth. */
    sealed interface Redeemed {
        record Valid(List<Long> threads) implements Redeemed {}

        /** Too old, or used before. */
        record Spent() implements Redeemed {}

        /** Never issued, or for another instance. */
        record Unknown() implements Redeemed {}
    }

    private record Ticket(String instance, List<Long> threads, long issuedAt, boolean used) {}

    private static final long LIFE = Duration.ofSeconds(10).toNanos();
    private static final int REMEMBERED = 10_000;

    private final Map<String, Ticket> issued = new LinkedHashMap<>();

    synchronized String issue(String instance, List<Long> threads, long now) {
        String id = UUID.randomUUID().toString().replace("-", "");
        issued.put(id, new Ticket(instance, threads, now, false));
        if (issued.size() > REMEMBERED) {
            issued.remove(issued.keySet().iterator().next());
        }
        return id;
    }

    synchronized Redeemed redeem(String id, String instance, long now) {
        Ticket ticket = issued.get(id);
        if (ticket == null || !ticket.instance().equals(instance)) {
            return new Redeemed.Unknown();
        }
        if (ticket.used() || now - ticket.issuedAt() > LIFE) {
            return new Redeemed.Spent();
        }
        issued.put(id, new Ticket(instance, ticket.threads(), ticket.issuedAt(), true));
        return new Redeemed.Valid(ticket.threads());
    }

    /** The threads for which it was issued; none if it was not. */
    synchronized List<Long> threads(String id) {
        Ticket ticket = issued.get(id);
        return ticket == null ? List.of() : ticket.threads();
    }
}
