package dev.sessionkill.sandbox;

import dev.sessionkill.sandbox.Refusal.RefusedException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code KillMySqlThreads}, in its two stages. */
final class KillAction {

    private static final Set<String> PARAMETERS =
            Set.of("InstanceId", "Stage", "Threads", "SqlExecId", "Product", "RecordHistory");
    private static final Set<String> PRODUCTS = Set.of("mysql", "cynosdb");
    private static final int MAX_THREADS = 100;

    private final Instances instances;
    private final Tickets tickets;
    private final SpentTicket spentTicket;

    KillAction(Instances instances, Tickets tickets, SpentTicket spentTicket) {
        this.instances = instances;
        this.tickets = tickets;
        this.spentTicket = spentTicket;
    }

    Outcome.Done perform(Parameters parameters, long now) throws RefusedException {
        parameters.allowOnly(PARAMETERS);
        parameters.optionalBoolean("RecordHistory");
        String instance = Checks.instance(parameters, instances);
        Checks.product(parameters, PRODUCTS);
        String stage = parameters.required("Stage");
        return switch (stage) {
            case "Prepare" -> prepare(instance, parameters, now);
            case "Commit" -> commit(instance, parameters, now);
            default -> throw Checks.invalid("Stage is Prepare or Commit.");
        };
    }

    /** An answer in the shape of this action. */
    static ObjectNode response(String sqlExecId, List<Long> threads) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("SqlExecId", sqlExecId);
        threads.forEach(response.putArray("Threads")::add);
        return response;
    }

    private Outcome.Done prepare(String instance, Parameters parameters, long now)
            throws RefusedException {
        List<Long> asked = parameters.integers("Threads");
        if (asked.isEmpty() || asked.size() > MAX_THREADS) {
            throw Checks.invalid("Threads are 1 to 100.");
        }
        if (asked.stream().anyMatch(it -> it <= 0)) {
            throw Checks.invalid("Threads are positive.");
        }
        Set<Long> live =
                instances.sessions(instance).stream()
                        .map(SandboxSession::id)
                        .collect(Collectors.toSet());
        List<Long> found = asked.stream().distinct().filter(live::contains).toList();
        return new Outcome.Done(response(tickets.issue(instance, found, now), found), true);
    }

    private Outcome.Done commit(String instance, Parameters parameters, long now)
            throws RefusedException {
        String sqlExecId = parameters.required("SqlExecId");
        return switch (tickets.redeem(sqlExecId, instance, now)) {
            case Tickets.Redeemed.Valid(var threads) -> {
                List<Long> killed =
                        threads.stream().filter(it -> instances.kill(instance, it)).toList();
                yield new Outcome.Done(response(sqlExecId, killed), true);
            }
            case Tickets.Redeemed.Unknown() -> throw Checks.invalid("SqlExecId is invalid");
            case Tickets.Redeemed.Spent() ->
                    switch (spentTicket) {
                        case ERROR -> throw Checks.invalid("SqlExecId is expired");
                        case EMPTY -> new Outcome.Done(response(sqlExecId, List.of()), false);
                    };
        };
    }
}
