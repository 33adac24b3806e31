package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.kill.Cancellation;
import dev.sessionkill.kill.Found;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillOrder;
import dev.sessionkill.kill.KillSearch;
import dev.sessionkill.kill.Kills;
import dev.sessionkill.kill.Lookup;
import dev.sessionkill.kill.Preview;
import dev.sessionkill.kill.RepeatKey;
import dev.sessionkill.kill.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Kills that answer what a test says and remember what they were asked. */
final class FakeKills implements Kills {

    private final List<KillOrder> orders = new ArrayList<>();
    private final List<Optional<RepeatKey>> keys = new ArrayList<>();
    private final List<KillSearch> searches = new ArrayList<>();
    private final List<KillOrder> previewed = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final List<KillId> lookups = new ArrayList<>();
    private Supplier<Submission> submission =
            () -> new Submission.Accepted(SampleKills.queued(), false);
    private Supplier<Preview> preview =
            () -> new Preview.TurnedAway(new Submission.NoSuchAccount());
    private Supplier<Kill> end = SampleKills::killed;
    private Supplier<Lookup> lookup = Lookup.NoSuchKill::new;
    private Supplier<Cancellation> cancellation = Cancellation.NoSuchKill::new;
    private Supplier<Found> found = Found.Unreadable::new;

    /** Forgets everything, and from now on accepts and finishes every kill. */
    void reset() {
        orders.clear();
        previewed.clear();
        keys.clear();
        searches.clear();
        callers.clear();
        waits.clear();
        lookups.clear();
        submission = () -> new Submission.Accepted(SampleKills.queued(), false);
        end = SampleKills::killed;
        lookup = Lookup.NoSuchKill::new;
        cancellation = Cancellation.NoSuchKill::new;
        found = Found.Unreadable::new;
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

    void cancelAnswers(Supplier<Cancellation> answer) {
        cancellation = answer;
    }

    void searchAnswers(Supplier<Found> answer) {
        found = answer;
    }

    List<Optional<RepeatKey>> keys() {
        return keys;
    }

    List<KillSearch> searches() {
        return searches;
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
    public Submission submit(KillOrder order, Caller caller, Optional<RepeatKey> key) {
        orders.add(order);
        keys.add(key);
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

    @Override
    public Cancellation cancel(KillId id, Caller caller) {
        lookups.add(id);
        callers.add(caller);
        return cancellation.get();
    }

    @Override
    public Found search(KillSearch search, Caller caller) {
        searches.add(search);
        callers.add(caller);
        return found.get();
    }
}
