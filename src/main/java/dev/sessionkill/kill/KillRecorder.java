package dev.sessionkill.kill;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.dbbrain.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Writes down the kills of a batch while they run, all in one transaction. What is about to happen
 * must be written first, or it does not happen; what has happened is written as often as it takes.
 */
final class KillRecorder {

    private static final Logger log = LoggerFactory.getLogger(KillRecorder.class);

    private final KillStore store;
    private final Batch batch;

    KillRecorder(KillStore store, Batch batch) {
        this.store = store;
        this.batch = batch;
    }

    /**
     * The journal of the calls of one round.
     *
     * @param preparing done when a Prepare has been recorded and is about to leave
     * @param stillTrue whether what it was decided upon still holds; asked in the last moment
     */
    CallJournal journal(Runnable preparing, BooleanSupplier stillTrue) {
        return new CallJournal() {
            @Override
            public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
                switch (stage) {
                    case COMMIT -> committing(attempt, sqlExecId);
                    case PREPARE, LIST -> {
                        preparing(attempt);
                        preparing.run();
                    }
                }
            }

            @Override
            public boolean mayLeave() {
                return stillTrue.getAsBoolean()
                        && !batch.isEmpty()
                        && batch.members().stream().allMatch(it -> it.track().lease().isHeld());
            }

            @Override
            public void answered(CallRecord call, Reply<?> reply) {
                KillRecorder.this.answered(call, reply);
            }
        };
    }

    /** A Prepare kills nothing, so whoever was lost does not keep the others from theirs. */
    private void preparing(int attempt) {
        List<Member> members = batch.members();
        List<KillStore.Step> steps =
                members.stream()
                        .map(it -> sending(it, KillState.PREPARING, Stage.PREPARE, attempt, null))
                        .toList();
        batch.lose(Writes.renewing(members, () -> store.advance(steps)));
        if (batch.isEmpty()) {
            throw new TakenOverException(Writes.ids(members));
        }
        batch.members().forEach(it -> it.track().moved(KillState.PREPARING));
        batch.members().forEach(it -> it.track().mayHaveCommitted(false));
    }

    /** Either all are written or none is: the Commit names the sessions of all. */
    private void committing(int attempt, @Nullable String sqlExecId) {
        Set<ThreadId> named = batch.open();
        while (true) {
            List<Member> members = batch.members();
            List<KillStore.Step> steps =
                    members.stream()
                            .map(
                                    it ->
                                            sending(
                                                    it,
                                                    KillState.COMMITTING,
                                                    Stage.COMMIT,
                                                    attempt,
                                                    sqlExecId))
                            .toList();
            try {
                Writes.renewing(
                        members,
                        () -> {
                            store.advanceAll(steps);
                            return Set.of();
                        });
                members.forEach(it -> it.track().moved(KillState.COMMITTING));
                members.forEach(it -> it.track().mayHaveCommitted(true));
                return;
            } catch (TakenOverException e) {
                batch.lose(e.kills());
                // Without a loss it would fail for ever.
                if (batch.size() == members.size() || !batch.open().equals(named)) {
                    throw e;
                }
            }
        }
    }

    private KillStore.Step sending(
            Member it, KillState next, Stage stage, int attempt, @Nullable String sqlExecId) {
        return new KillStore.Step(
                it.track().to(next),
                stage == Stage.COMMIT ? it.roster().all() : List.of(),
                KillEvents.sending(
                        it.kill(), stage, attempt, sqlExecId, it.roster().open(), batch.size()));
    }

    private void answered(CallRecord call, Reply<?> reply) {
        List<Member> members = batch.members();
        List<KillStore.Answered> answers =
                members.stream()
                        .map(
                                it ->
                                        new KillStore.Answered(
                                                it.track().to(after(it, call, reply)),
                                                call,
                                                KillEvents.answered(
                                                        it.kill(),
                                                        call,
                                                        reply,
                                                        it.roster().open())))
                        .toList();
        members.forEach(
                it -> it.track().mayHaveCommitted(after(it, call, reply) == KillState.VERIFYING));
        batch.lose(Writes.persistent(members, () -> store.answered(answers)));
        batch.members().forEach(it -> it.track().moved(after(it, call, reply)));
    }

    /** The state after a call: of a Commit the same while it was not executed. */
    private static KillState after(Member member, CallRecord call, Reply<?> reply) {
        if (call.stage() != Stage.COMMIT) {
            return member.track().state();
        }
        return switch (reply) {
            case Reply.Done<?> _, Reply.Unknown<?> _ -> KillState.VERIFYING;
            case Reply.Busy<?> _, Reply.Refused<?> _ -> KillState.COMMITTING;
        };
    }

    /** Ends those kills; they leave the batch. */
    void finish(Map<Member, Ending> endings) {
        if (endings.isEmpty()) {
            return;
        }
        List<KillStore.Finished> ends =
                endings.entrySet().stream()
                        .sorted(Comparator.comparing(it -> it.getKey().id().toString()))
                        .map(
                                it ->
                                        new KillStore.Finished(
                                                it.getKey().track().to(it.getValue().state()),
                                                it.getValue(),
                                                KillEvents.finished(
                                                        it.getKey().kill(), it.getValue())))
                        .toList();
        batch.lose(Writes.persistent(endings.keySet(), () -> store.finish(ends)));
        batch.leave(endings::containsKey)
                .forEach(
                        it -> {
                            Ending ending = Objects.requireNonNull(endings.get(it));
                            it.track().moved(ending.state());
                            it.ended(ending);
                        });
    }

    /**
     * Lets others take those over at once, also where the thread was told to stop. If that cannot
     * be written, their leases run out.
     */
    void release(List<Member> members) {
        try (ToldToStop _ = new ToldToStop()) {
            store.release(members.stream().map(Member::track).toList());
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "The leases of {} could not be given back ({}); they run out by themselves.",
                    Writes.ids(members),
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
        }
        members.forEach(Member::left);
    }
}
