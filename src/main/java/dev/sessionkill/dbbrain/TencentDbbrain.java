package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.throttle.PairPermit;
import dev.sessionkill.throttle.Permit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** DBbrain through the vendor's SDK. */
@Component
class TencentDbbrain implements Dbbrain {

    private final Accounts accounts;
    private final Requests requests = new Requests();
    private final Attempts attempts = new Attempts();

    TencentDbbrain(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Turn> turn(AccountName account, Deadline deadline) throws InterruptedException {
        return accounts.get(account).kills().pair(deadline).map(Turn::new);
    }

    @Override
    public Reply<Ticket> prepare(
            Turn turn, Target target, Set<ThreadId> threads, Deadline deadline, CallJournal journal)
            throws InterruptedException {
        Account account = accounts.get(target.account());
        String body = requests.prepare(target, threads);
        return attempts.until(
                deadline,
                attempt -> {
                    Optional<PairPermit> permit =
                            attempt == 1 ? Optional.of(turn.use()) : account.kills().pair(deadline);
                    return permit.isEmpty()
                            ? noPermit()
                            : prepare(
                                    account,
                                    target,
                                    threads,
                                    body,
                                    permit.get(),
                                    deadline,
                                    journal,
                                    attempt);
                });
    }

    private static Reply<Ticket> prepare(
            Account account,
            Target target,
            Set<ThreadId> threads,
            String body,
            PairPermit turn,
            Deadline deadline,
            CallJournal journal,
            int attempt) {
        boolean claimed = false;
        try (Permit permit = turn.prepare()) {
            journal.sending(Stage.PREPARE, attempt, null);
            SingleCall.Sent<String> sent =
                    new SingleCall(account, Stage.PREPARE, attempt)
                            .send(
                                    target.region(),
                                    body,
                                    new Transmission(permit, deadline, journal::mayLeave),
                                    journal,
                                    Answers::sqlExecId);
            Reply<Ticket> reply =
                    sent.reply()
                            .map(
                                    id ->
                                            new Ticket(
                                                    target,
                                                    id,
                                                    threads,
                                                    sent.sentAt(),
                                                    turn.commit()));
            claimed = reply instanceof Reply.Done<Ticket>;
            return reply;
        } finally {
            if (!claimed) {
                turn.commit().close();
            }
        }
    }

    @Override
    public Reply<Set<ThreadId>> commit(Ticket ticket, int attempt, CallJournal journal)
            throws InterruptedException {
        Deadline whileYoung = Deadline.in(Ticket.GOOD_FOR.minus(ticket.age()));
        Optional<Permit> turn = ticket.claim().permit(whileYoung);
        if (turn.isEmpty()) {
            return noPermit();
        }
        Target target = ticket.target();
        String body = requests.commit(target, ticket.sqlExecId());
        try (Permit permit = turn.get()) {
            journal.sending(Stage.COMMIT, attempt, ticket.sqlExecId());
            return new SingleCall(accounts.get(target.account()), Stage.COMMIT, attempt)
                    .send(
                            target.region(),
                            body,
                            new Transmission(permit, whileYoung, journal::mayLeave),
                            journal,
                            Answers::threads)
                    .reply();
        }
    }

    @Override
    public Reply<List<ProcessRow>> processList(
            Target target, Supplier<ProcessQuery> query, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        Attempts.Attempt<List<ProcessRow>> read =
                attempt -> processList(target, query, urgency, deadline, attempt);
        return urgency == Urgency.SPARE ? read.run(1) : attempts.until(deadline, read);
    }

    private Reply<List<ProcessRow>> processList(
            Target target,
            Supplier<ProcessQuery> query,
            Urgency urgency,
            Deadline deadline,
            int attempt)
            throws InterruptedException {
        Account account = accounts.get(target.account());
        Optional<Permit> turn =
                switch (urgency) {
                    case COMMIT -> account.lists().urgent(deadline);
                    case PROOF -> account.lists().ordinary(deadline);
                    case LEISURE -> account.lists().leisurely(deadline);
                    case SPARE -> account.lists().spare();
                };
        if (turn.isEmpty()) {
            return noPermit();
        }
        try (Permit permit = turn.get()) {
            String body = requests.processList(target, query.get());
            return new SingleCall(account, Stage.LIST, attempt)
                    .send(
                            target.region(),
                            body,
                            new Transmission(permit, deadline, CallJournal.NONE::mayLeave),
                            CallJournal.NONE,
                            Answers::processList)
                    .reply();
        }
    }

    private static <T> Reply<T> noPermit() {
        return new Reply.Busy<>(Failure.of("no permit of the budget within the deadline"));
    }
}
