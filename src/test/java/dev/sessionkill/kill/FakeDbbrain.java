package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.TestTickets;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.dbbrain.Turn;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A vendor that does what a test tells it: its replies come from a script. */
final class FakeDbbrain implements Dbbrain {

    private static final Failure FAILURE = new Failure("SomeCode", "some-request", "scripted");

    private final TestTickets tickets = new TestTickets();
    final FakeSessions sessions = new FakeSessions();

    /** What was sent, e.g. {@code PREPARE [1, 2]}, {@code COMMIT id-1}. */
    final List<String> sent = new CopyOnWriteArrayList<>();

    /** How the next Prepares end; when it is empty they succeed. */
    final Deque<Script> prepares = new ArrayDeque<>();

    /** How the next Commits end; when it is empty they succeed and kill. */
    final Deque<Script> commits = new ArrayDeque<>();

    /** How old the tickets of the next Prepares are when they arrive. */
    final Deque<Duration> ages = new ArrayDeque<>();

    /** How many Prepares the budget has room for. */
    final Semaphore turns = new Semaphore(1000);

    volatile boolean listIsReadable = true;

    /** What the next lists throw, and how long they had been given. */
    volatile @Nullable Error listFailure;

    final List<Duration> listDeadlines = new CopyOnWriteArrayList<>();

    /** How many lists were read. */
    final AtomicInteger looks = new AtomicInteger();

    /** How long a Prepare takes, and what happens on the instance while it is under way. */
    Duration prepareTakes = Duration.ZERO;

    Runnable meanwhile = () -> {};

    /** It happens after so many Commits instead; 0 for during the Prepare. */
    int afterCommits;

    /** How long the next Commits wait for their permits, and what happens meanwhile. */
    final Deque<Duration> permitWaits = new ArrayDeque<>();

    Runnable whileItWaits = () -> {};

    /** How long each list takes, and when they left. */
    Duration listTakes = Duration.ZERO;

    final List<Long> lookedAt = new CopyOnWriteArrayList<>();

    enum Script {
        BUSY,
        REFUSED,
        UNKNOWN,
        UNKNOWN_BUT_EXECUTED
    }

    @Override
    public Optional<Turn> turn(AccountName account, Deadline deadline) throws InterruptedException {
        return turns.tryAcquire(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS)
                ? Optional.of(tickets.turn())
                : Optional.empty();
    }

    @Override
    public Reply<Ticket> prepare(
            Turn turn, Target target, Set<ThreadId> threads, Deadline deadline, CallJournal journal)
            throws InterruptedException {
        int before = looks.get();
        journal.sending(Stage.PREPARE, 1, null);
        sent.add("PREPARE " + new TreeSet<>(threads));
        if (afterCommits == 0 && !prepareTakes.isZero()) {
            // The look and the glance that began with this Prepare are those of before.
            while (looks.get() < before + 2) {
                assertThat(Pause.of(Duration.ofMillis(1))).isTrue();
            }
            assertThat(Pause.of(prepareTakes)).isTrue();
            meanwhile.run();
        }
        Reply<Ticket> reply = end(prepares.poll(), null);
        if (reply == null) {
            long number = sent.stream().filter(it -> it.startsWith("PREPARE")).count();
            Duration age = ages.isEmpty() ? Duration.ZERO : ages.remove();
            reply =
                    new Reply.Done<>(
                            tickets.aged(target, threads, "id-" + number, age), "a-request");
        }
        journal.answered(record(Stage.PREPARE, 1), reply);
        return reply;
    }

    @Override
    public synchronized Reply<Set<ThreadId>> commit(
            Ticket ticket, int attempt, CallJournal journal) {
        journal.sending(Stage.COMMIT, attempt, "id");
        if (!permitWaits.isEmpty()) {
            assertThat(Pause.of(permitWaits.remove())).isTrue();
            whileItWaits.run();
        }
        if (!journal.mayLeave()) {
            Reply<Set<ThreadId>> notSent = new Reply.Busy<>(FAILURE);
            journal.answered(record(Stage.COMMIT, attempt), notSent);
            return notSent;
        }
        sent.add("COMMIT " + new TreeSet<>(ticket.threads()));
        long number = sent.stream().filter(it -> it.startsWith("COMMIT")).count();
        if (number == afterCommits) {
            meanwhile.run();
        }
        Script script = commits.poll();
        if (script == null || script == Script.UNKNOWN_BUT_EXECUTED) {
            ticket.threads().forEach(sessions::kill);
        }
        Reply<Set<ThreadId>> reply = end(script, ticket.threads());
        if (reply == null) {
            throw new IllegalStateException("a Commit has an end");
        }
        journal.answered(record(Stage.COMMIT, attempt), reply);
        return reply;
    }

    @Override
    public synchronized Reply<List<ProcessRow>> processList(
            Target target, Supplier<ProcessQuery> query, Urgency urgency, Deadline deadline)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        looks.incrementAndGet();
        listDeadlines.add(deadline.left());
        if (listFailure != null) {
            throw listFailure;
        }
        lookedAt.add(System.nanoTime());
        if (!listTakes.isZero()) {
            assertThat(Pause.of(listTakes)).isTrue();
        }
        if (!listIsReadable) {
            return new Reply.Unknown<>(FAILURE);
        }
        return new Reply.Done<>(sessions.rows(query.get().thread()), "a-request");
    }

    private static <T> @Nullable Reply<T> end(@Nullable Script script, @Nullable T value) {
        return switch (script) {
            case BUSY -> new Reply.Busy<>(FAILURE);
            case REFUSED -> new Reply.Refused<>(FAILURE);
            case UNKNOWN, UNKNOWN_BUT_EXECUTED -> new Reply.Unknown<>(FAILURE);
            case null -> value == null ? null : new Reply.Done<>(value, "a-request");
        };
    }

    private static CallRecord record(Stage stage, int attempt) {
        return new CallRecord(stage, attempt, Instant.EPOCH, 1, "a-request", null);
    }
}
