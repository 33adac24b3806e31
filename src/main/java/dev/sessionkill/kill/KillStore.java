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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    private final CallTable calls;

    KillStore(
            AuditLog audit,
            Transactions transactions,
            KillTable kills,
            SessionTable sessions,
            CallTable calls) {
        this.audit = audit;
        this.transactions = transactions;
        this.kills = kills;
        this.sessions = sessions;
        this.calls = calls;
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

    /**
     * A kill goes on, and the event tells of it; unless it is empty, so its sessions look by now.
     */
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
                    List<Step> ours = moved(steps, Step::move);
                    write(ours);
                    return lost(steps, ours, Step::move);
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
                    List<Step> ours = moved(steps, Step::move);
                    if (ours.size() < steps.size()) {
                        throw new TakenOverException(lost(steps, ours, Step::move));
                    }
                    write(ours);
                });
    }

    private void write(List<Step> steps) {
        sessions.look(steps.stream().filter(it -> !it.looks().isEmpty()).toList());
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
                    List<Answered> ours = moved(answers, Answered::move);
                    Set<KillId> told = calls.insert(ours);
                    audit.append(
                            ours.stream()
                                    .filter(it -> !told.contains(it.move().id()))
                                    .map(Answered::event)
                                    .toList());
                    return lost(answers, ours, Answered::move);
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
                    Map<KillId, KillTable.Stand> stands = kills.hold(ids(ends, Finished::move));
                    List<Finished> open =
                            ends.stream().filter(it -> !isMade(it.move(), stands)).toList();
                    List<Finished> ours = moved(open, Finished::move, stands);
                    kills.end(ours);
                    audit.append(ours.stream().map(Finished::event).toList());
                    return lost(open, ours, Finished::move);
                });
    }

    /** Whether a write that was not confirmed has made that move already. */
    private static boolean isMade(Move move, Map<KillId, KillTable.Stand> stands) {
        KillTable.Stand stand = stands.get(move.id());
        return stand != null && stand.isAfter(move);
    }

    /** Moves those that are ours, and returns them; nobody else writes them until the end. */
    private <T> List<T> moved(List<T> each, Function<T, Move> move) {
        return moved(each, move, kills.hold(ids(each, move)));
    }

    private <T> List<T> moved(
            List<T> each, Function<T, Move> move, Map<KillId, KillTable.Stand> stands) {
        List<T> ours = each.stream().filter(it -> isOurs(move.apply(it), stands)).toList();
        kills.move(ours.stream().map(move).toList());
        return ours;
    }

    private static boolean isOurs(Move move, Map<KillId, KillTable.Stand> stands) {
        KillTable.Stand stand = stands.get(move.id());
        return stand != null && stand.lets(move);
    }

    private static <T> Set<KillId> lost(List<T> all, List<T> ours, Function<T, Move> move) {
        Set<KillId> lost = new HashSet<>(ids(all, move));
        lost.removeAll(ids(ours, move));
        return lost;
    }

    private static <T> List<KillId> ids(List<T> each, Function<T, Move> move) {
        return each.stream().map(it -> move.apply(it).id()).toList();
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
}
