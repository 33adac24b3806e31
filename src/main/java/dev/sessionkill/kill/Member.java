package dev.sessionkill.kill;

import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.tracing.Spans;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A kill that this process carries out, alone or together with others that want sessions of the
 * same instance. What it may do, its sessions and its record stay its own.
 */
final class Member {

    private final Kill kill;
    private final Rules rules;
    private final Track track;
    private final Roster roster;
    private final CompletableFuture<Optional<Ending>> end = new CompletableFuture<>();
    private volatile boolean alone;
    private volatile Spans.@Nullable Place from;
    private volatile long waitsSince = System.nanoTime();

    Member(Kill kill, Lease lease, Rules rules) {
        this.kill = kill;
        this.rules = rules;
        this.track = new Track(kill, lease);
        this.roster = new Roster(kill.sessions());
    }

    KillId id() {
        return kill.id();
    }

    Kill kill() {
        return kill;
    }

    Target target() {
        return kill.target();
    }

    /** Whose turn it takes. */
    String caller() {
        return kill.requestedBy();
    }

    Rules rules() {
        return rules;
    }

    Track track() {
        return track;
    }

    Roster roster() {
        return roster;
    }

    /** Whether it takes no company and joins none: the vendor refused what it was part of. */
    boolean isAlone() {
        return alone;
    }

    void goAlone() {
        alone = true;
    }

    /** Where in a trace it was asked for. */
    void comesFrom(Spans.@Nullable Place place) {
        from = place;
    }

    /** It has its turn. */
    void departs(Spans spans) {
        Spans.Place place = from;
        if (place != null) {
            spans.waited("turn", place, waited());
        }
    }

    Spans.@Nullable Place from() {
        return from;
    }

    /** It begins to wait for a turn. */
    void waits() {
        waitsSince = System.nanoTime();
    }

    /** How long it has waited for a turn. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - waitsSince);
    }

    /** It has ended, and that is on record. */
    void ended(Ending ending) {
        end.complete(Optional.of(ending));
    }

    /** It is left to whoever takes it over. */
    void left() {
        end.complete(Optional.empty());
    }

    /** Completes with its end when that is on record; empty when it was left to others. */
    CompletableFuture<Optional<Ending>> end() {
        return end;
    }

    @Override
    public String toString() {
        return "kill " + id();
    }
}
