package dev.sessionkill.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a call through signature, limit, fault and action, and writes it down. */
final class DbbrainDoor {

    private final Tc3Verifier verifier;
    private final RateLimit limit;
    private final FaultPlan faults;
    private final Actions actions;
    private final Tickets tickets;
    private final Ledger ledger;
    private final InstantSource clock;

    DbbrainDoor(
            SandboxOptions options,
            Instances instances,
            Tc3Verifier verifier,
            FaultPlan faults,
            Ledger ledger) {
        this.verifier = verifier;
        this.faults = faults;
        this.ledger = ledger;
        this.clock = options.clocks().timeOfDay();
        this.limit = new RateLimit(options.rules().callsPerSecond());
        this.tickets = new Tickets();
        this.actions =
                new Actions(
                        new KillAction(instances, tickets, options.rules().spentTicket()),
                        new ListAction(instances, options.rules().maxRows()));
    }

    /** What to reply, and how much later than usual. */
    Connection.Exchange call(WireRequest request) {
        Parameters parameters = Parameters.of(request.body());
        String action = request.header("x-tc-action").orElse("");
        Optional<Refusal> objection = verifier.objection(request, clock.instant());
        boolean held = objection.isEmpty();
        if (held && !limit.admits(action, request.firstByteAt())) {
            objection = Optional.of(new Refusal("RequestLimitExceeded", "Too many calls."));
        }
        // Calls beyond the limit use up no fault: the one that is let in meets it.
        Fault fault =
                held && objection.isPresent()
                        ? null
                        : faults.take(action, parameters.sentText("Stage")).orElse(null);
        Outcome outcome;
        if (objection.isPresent()) {
            outcome = new Outcome.Refused(objection.get());
        } else if (fault == null || fault.executes()) {
            outcome = actions.perform(request, parameters);
        } else {
            outcome = FaultReplies.nothing(request, parameters);
        }
        ledger.record(entry(request, parameters, held, outcome, answered(fault, outcome)));
        return fault == null
                ? new Connection.Exchange(FaultReplies.proper(outcome), Duration.ZERO)
                : new Connection.Exchange(
                        FaultReplies.of(fault, outcome),
                        fault instanceof Fault.Latency(var more) ? more : Duration.ZERO);
    }

    private Call entry(
            WireRequest request,
            Parameters parameters,
            boolean held,
            Outcome outcome,
            String answered) {
        String stage = parameters.sentText("Stage");
        String sqlExecId = parameters.sentText("SqlExecId");
        List<Long> threads = parameters.sentIntegers("Threads");
        boolean executed = outcome instanceof Outcome.Done(_, boolean did) && did;
        if ("Commit".equals(stage) && sqlExecId != null) {
            threads = tickets.threads(sqlExecId);
        } else if (executed && outcome instanceof Outcome.Done(var response, _)) {
            sqlExecId = response.path("SqlExecId").stringValue(null);
        }
        return new Call(
                0,
                request.header("x-tc-action").orElse(""),
                stage,
                sqlExecId,
                parameters.sentText("InstanceId"),
                threads,
                request.firstByteAt(),
                request.completeAt(),
                request.connection(),
                request.ordinal(),
                held,
                executed,
                answered);
    }

    private static String answered(@Nullable Fault fault, Outcome outcome) {
        return switch (fault) {
            case null -> code(outcome);
            case Fault.ErrorCode(var code, _, _) -> code;
            case Fault.Status(int code, _, _, _) -> "HTTP " + code;
            case Fault.ExecuteThenDrop _,
                    Fault.DropBeforeExecute _,
                    Fault.ResetAfterExecute _,
                    Fault.Hang _,
                    Fault.Drip _,
                    Fault.Body _,
                    Fault.PartialThreads _,
                    Fault.EmptyThreads _,
                    Fault.Latency _ ->
                    fault.getClass().getSimpleName();
        };
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> "OK";
            case Outcome.Refused(var refusal) -> refusal.code();
        };
    }
}
