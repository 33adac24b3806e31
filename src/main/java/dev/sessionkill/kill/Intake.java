package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.storage.UncertainCommitException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Records orders that were admitted as kills, and sets them going. */
@Component
class Intake {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final KillRegister register;
    private final KillRuns runs;
    private final KillRunner runner;
    private final Leases leases;
    private final Withdrawals withdrawals;

    Intake(
            KillRegister register,
            KillRuns runs,
            KillRunner runner,
            Leases leases,
            Withdrawals withdrawals) {
        this.register = register;
        this.runs = runs;
        this.runner = runner;
        this.leases = leases;
        this.withdrawals = withdrawals;
    }

    Submission take(
            KillOrder order,
            Target target,
            Caller caller,
            Decision.Allowed allowed,
            Optional<RepeatKey> key) {
        if (runner.isStopping()) {
            return new Submission.ShuttingDown();
        }
        return switch (runner.running()
                .take(
                        caller,
                        runs.settings().queueLimit(),
                        runs.settings().queueLimitPerCaller())) {
            case ALL_FULL -> new Submission.QueueFull(RETRY_AFTER);
            case CALLER_FULL -> new Submission.TooManyOfThisCaller(RETRY_AFTER);
            case TAKEN ->
                    start(
                            new KillRegister.Entry(KillId.next(), order, target, caller, key),
                            allowed);
        };
    }

    private Submission start(KillRegister.Entry entry, Decision.Allowed allowed) {
        KillId id = entry.id();
        boolean started = false;
        try {
            Deadline deadline = Deadline.in(runs.settings().deadline());
            long asked = System.nanoTime();
            return switch (register.enter(entry, leases.owner(), runs.settings().deadline())) {
                case KillRegister.Entered.Before(var keyed) -> repeated(entry.order(), keyed);
                case KillRegister.Entered.Anew(Kill kill) -> {
                    Lease lease = leases.hold(id, 1, asked);
                    runner.running().started(id);
                    KillRun run = runs.of(kill, lease, allowed, deadline);
                    runner.start(id, entry.caller(), run::run);
                    started = true;
                    yield new Submission.Accepted(kill, false);
                }
            };
        } catch (UncertainCommitException e) {
            withdrawals.add(id, entry.caller());
            throw e;
        } finally {
            if (!started) {
                leases.drop(id);
                runner.running().leave(entry.caller());
                runner.running().ended(id);
            }
        }
    }

    /** What a request gets whose key was there before. */
    static Submission repeated(KillOrder order, KillRegister.Keyed keyed) {
        return keyed.body().equals(order.digest())
                ? new Submission.Accepted(keyed.kill(), true)
                : new Submission.KeyReused();
    }
}
