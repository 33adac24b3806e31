package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillOrder;
import dev.sessionkill.kill.Kills;
import dev.sessionkill.kill.Lookup;
import dev.sessionkill.kill.Preview;
import dev.sessionkill.kill.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Kills that answer what a test says and remember what they were asked. */
final class FakeKills implements Kills {

    private final List<KillOrder> orders = new ArrayList<>();
    private final List<KillOrder> previewed = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<KillId> lookups = new ArrayList<>();
    private Supplier<Submission> submission = () -> new Submission.Accepted(SampleKills.queued());
    private Supplier<Preview> preview =
            () -> new Preview.TurnedAway(new Submission.NoSuchAccount());
    private Supplier<Kill> end = SampleKills::killed;
    private Supplier<Lookup> lookup = Lookup.NoSuchKill::new;

    /** Forgets everything, and from now on accepts and finishes every kill. */
    void reset() {
        orders.clear();
        previewed.clear();
        callers.clear();
        waits.clear();
        lookups.clear();
        submission = () -> new Submission.Accepted(SampleKills.queued());
        end = SampleKills::killed;
        lookup = Lookup.NoSuchKill::new;
    }

    void submitAnswers(Supplier<Submission> answer) {
        submission = answer;
    }

    void previewAnswers(Supplier<Preview> answer) {
        preview = answer;
    }

    /** The orders that were only to be validated. */
    List<KillOrder> previewed() {
        return previewed;
    }

    void endAs(Kill kill) {
        end = () -> kill;
    }

    void findAnswers(Supplier<Lookup> answer) {
        lookup = answer;
    }

    List<KillOrder> orders() {
        return orders;
    }

    List<Caller> callers() {
        return callers;
    }

    List<Duration> waits() {
        return waits;
    }

    List<KillId> lookups() {
        return lookups;
    }

    @Override
    public Submission submit(KillOrder order, Caller caller) {
        orders.add(order);
        callers.add(caller);
        return submission.get();
    }

    @Override
    public Preview preview(KillOrder order, Caller caller) {
        previewed.add(order);
        callers.add(caller);
        return preview.get();
    }

    @Override
    public Kill await(Kill kill, Duration atMost) {
        waits.add(atMost);
        return end.get();
    }

    @Override
    public Lookup find(KillId id, Caller caller) {
        lookups.add(id);
        callers.add(caller);
        return lookup.get();
    }
}
