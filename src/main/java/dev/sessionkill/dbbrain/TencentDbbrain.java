package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.throttle.PairPermit;
import dev.sessionkill.throttle.Permit;
import dev.sessionkill.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** DBbrain through the vendor's SDK. */
@Component
class TencentDbbrain implements Dbbrain {

    private final Accounts accounts;
    private final Requests requests = new Requests();
    private final Attempts attempts = new Attempts();
    private final Spans spans;
    private final Map<AccountName, CallMeters> meters = new HashMap<>();

    TencentDbbrain(Accounts accounts, MeterRegistry registry, Spans spans) {
        this.accounts = accounts;
        this.spans = spans;
        accounts.names().forEach(it -> meters.put(it, new CallMeters(registry, it)));
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

    private Reply<Ticket> prepare(
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
                    call(
                            new SingleCall(account, Stage.PREPARE, attempt),
                            it ->
                                    it.send(
                                            target.region(),
                                            body,
                                            new Transmission(permit, deadline, journal::mayLeave),
                                            journal,
                                            response -> Answers.sqlExecId(response, threads)));
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
            Account account = accounts.get(target.account());
            Transmission transmission = new Transmission(permit, whileYoung, journal::mayLeave);
            SingleCall.Sent<Set<ThreadId>> sent =
                    call(
                            new SingleCall(account, Stage.COMMIT, attempt),
                            it ->
                                    it.send(
                                            target.region(),
                                            body,
                                            transmission,
                                            journal,
                                            Answers::threads));
            if (transmission.onTheWire()) {
                meters(account).committed(Duration.ofNanos(sent.sentAt() - ticket.sentAt()));
            }
            return sent.reply();
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
            return call(
                            new SingleCall(account, Stage.LIST, attempt),
                            it ->
                                    it.send(
                                            target.region(),
                                            body,
                                            new Transmission(
                                                    permit, deadline, CallJournal.NONE::mayLeave),
                                            CallJournal.NONE,
                                            Answers::processList))
                    .reply();
        }
    }

    /** Sends the call, and lets it be seen. */
    private <T> SingleCall.Sent<T> call(
            SingleCall call, Function<SingleCall, SingleCall.Sent<T>> send) {
        SingleCall.Sent<T> sent =
                spans.within(call.action() + " " + call.stage(), () -> send.apply(call));
        meters(call.account()).answered(call.stage(), sent.reply(), sent.took());
        return sent;
    }

    private CallMeters meters(Account account) {
        return Objects.requireNonNull(meters.get(account.name()));
    }

    private static <T> Reply<T> noPermit() {
        return new Reply.Busy<>(Failure.of("no permit of the budget within the deadline"));
    }
}
