package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Repository;

/**
 * Writes kills to the database, as many as go on together in one transaction. Whatever changes the
 * state of a kill writes the event that tells of it.
 */
@Repository
class KillStore {

    private final AuditLog audit;
    private final Transactions transactions;
    private final KillTable kills;
    private final SessionTable sessions;

    KillStore(AuditLog audit, Transactions transactions, KillTable kills, SessionTable sessions) {
        this.audit = audit;
        this.transactions = transactions;
        this.kills = kills;
        this.sessions = sessions;
    }

    /**
     * From one state to the next, or to the same.
     *
     * @param id the kill
     * @param epoch ours; when it is another by now, nothing is written
     * @param from the states that the database may show
     * @param to the state afterwards
     */
    record Move(KillId id, long epoch, Set<KillState> from, KillState to) {

        /** Whether a write that was not confirmed may have made it already. */
        boolean mayStand() {
            return from.contains(to);
        }
    }

    /** A kill goes on: its sessions look like that by now, and the event tells of it. */
    record Step(Move move, Collection<KillSession> looks, AuditEvent event) {}

    /** A call of the kill came back. */
    record Answered(Move move, CallRecord call, AuditEvent event) {}

    /** The kill has ended. */
    record Finished(Move move, Ending ending, AuditEvent event) {}

    /**
     * Lets kills go on.
     *
     * @return those that are not ours any more, of which nothing was written
     */
    Set<KillId> advance(List<Step> steps) {
        return transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    Set<KillId> lost = kills.move(steps.stream().map(Step::move).toList());
                    write(ours(steps, it -> lost.contains(it.move().id())));
                    return lost;
                });
    }

    /**
     * Lets all of the kills go on, or none.
     *
     * @throws TakenOverException when some are not ours any more: nothing was written
     */
    void advanceAll(List<Step> steps) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    Set<KillId> lost = kills.move(steps.stream().map(Step::move).toList());
                    if (!lost.isEmpty()) {
                        throw new TakenOverException(lost);
                    }
                    write(steps);
                });
    }

    private void write(List<Step> steps) {
        sessions.update(
                steps.stream()
                        .flatMap(step -> SessionTable.rows(step.move().id(), step.looks()))
                        .toList());
        audit.append(steps.stream().map(Step::event).toList());
    }

    /**
     * Records a call that came back, for every kill that was in it, and lets them go on. One that
     * is on record by a write that was not confirmed is not recorded again.
     *
     * @return those that are not ours any more, of which nothing was written
     */
    Set<KillId> answered(List<Answered> answers) {
        return transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    Set<KillId> lost = kills.move(answers.stream().map(Answered::move).toList());
                    List<Answered> ours = ours(answers, it -> lost.contains(it.move().id()));
                    Set<KillId> told = kills.insertCalls(ours);
                    audit.append(
                            ours.stream()
                                    .filter(it -> !told.contains(it.move().id()))
                                    .map(Answered::event)
                                    .toList());
                    return lost;
                });
    }

    /**
     * Ends kills, each once: the outcomes of its sessions, its result and the event.
     *
     * @return those that are not ours any more, of which nothing was written
     */
    Set<KillId> finish(List<Finished> ends) {
        return transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    List<Finished> open = ours(ends, it -> kills.stands(it.move()));
                    Set<KillId> lost = kills.move(open.stream().map(Finished::move).toList());
                    List<Finished> ours = ours(open, it -> lost.contains(it.move().id()));
                    kills.end(ours);
                    sessions.update(
                            ours.stream()
                                    .flatMap(
                                            it ->
                                                    SessionTable.rows(
                                                            it.move().id(), it.ending().sessions()))
                                    .toList());
                    audit.append(ours.stream().map(Finished::event).toList());
                    return lost;
                });
    }

    /** Records that a session is gone that was rolling back when its kill finished. */
    void rolledBack(KillId id, ThreadId thread, Duration goneAfter, AuditEvent event) {
        transactions.run(
                Turn.UNDER_WAY,
                () -> {
                    if (sessions.rolledBack(id, thread, goneAfter)) {
                        audit.append(event);
                    }
                });
    }

    /** Ends our leases of those kills now. */
    void release(Collection<Track> tracks) {
        transactions.run(Turn.UNDER_WAY, () -> kills.release(tracks));
    }

    private static <T> List<T> ours(List<T> all, Predicate<T> isNot) {
        return all.stream().filter(it -> !isNot.test(it)).toList();
    }
}
