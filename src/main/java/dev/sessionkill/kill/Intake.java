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

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final KillRegister register;
    private final Members members;
    private final KillRunner runner;
    private final Leases leases;
    private final Withdrawals withdrawals;

    Intake(
            KillRegister register,
            Members members,
            KillRunner runner,
            Leases leases,
            Withdrawals withdrawals) {
        this.register = register;
        this.members = members;
        this.runner = runner;
        this.leases = leases;
        this.withdrawals = withdrawals;
    }

    /** Lets that caller ask again under the key of an order that was not confirmed to him. */
    void settle(Caller caller) {
        withdrawals.settle(caller);
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
        Duration wait =
                runner.expectedCommit(
                        target.account(),
                        new Claim(caller.name(), allowed.standing().weight(), order.urgent()));
        Duration deadline = members.settings().deadline();
        if (wait.compareTo(deadline) >= 0) {
            return new Submission.DeadlineTooShort(atLeast(wait.minus(deadline)));
        }
        return switch (runner.running()
                .take(
                        caller,
                        members.settings().queueLimit(),
                        members.settings().queueLimitPerCaller())) {
            case ALL_FULL -> new Submission.QueueFull(atLeast(wait));
            case CALLER_FULL -> new Submission.TooManyOfThisCaller(atLeast(wait));
            case TAKEN ->
                    start(
                            new KillRegister.Entry(KillId.next(), order, target, caller, key),
                            allowed);
        };
    }

    private static Duration atLeast(Duration wait) {
        return wait.compareTo(LEAST) > 0 ? wait : LEAST;
    }

    private Submission start(KillRegister.Entry entry, Decision.Allowed allowed) {
        KillId id = entry.id();
        Deadline deadline = Deadline.in(members.settings().deadline());
        // Held before it is on record: whoever finds it there abandoned would take it over.
        Lease lease = leases.hold(id, 1, System.nanoTime());
        boolean running = false;
        try {
            return switch (register.enter(entry, leases.owner(), members.settings().deadline())) {
                case KillRegister.Entered.Before(var keyed) -> repeated(entry.order(), keyed);
                case KillRegister.Entered.Anew(Kill kill) -> {
                    Member member = members.of(kill, lease, allowed, deadline);
                    running = true;
                    runner.start(member, entry.caller());
                    yield new Submission.Accepted(kill, false);
                }
            };
        } catch (UncertainCommitException e) {
            withdrawals.add(id, entry.caller());
            throw e;
        } finally {
            if (!running) {
                leases.drop(id, lease);
                runner.running().leave(entry.caller());
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
