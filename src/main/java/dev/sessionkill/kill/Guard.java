package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.Sighting;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the sessions while their Prepare is under way, so that looking costs no time. Every
 * attempt of the Prepare looks anew.
 */
final class Guard {

    private final TwoStages.Upstream upstream;
    private final Target target;
    private final Set<ThreadId> threads;
    private final Deadline deadline;
    private @Nullable Look look;

    private record Look(CompletableFuture<Sighting> sighting, Freshness freshness) {}

    Guard(TwoStages.Upstream upstream, Target target, Set<ThreadId> threads, Deadline deadline) {
        this.upstream = upstream;
        this.target = target;
        this.threads = Set.copyOf(threads);
        this.deadline = deadline;
    }

    /** How long what {@link #sighting} says is good for. */
    Freshness freshness() {
        Look last = look;
        return last == null ? new Freshness() : last.freshness();
    }

    void start() {
        Look started = new Look(new CompletableFuture<>(), new Freshness());
        look = started;
        Thread.ofVirtual().name("guard").start(upstream.spans().carried(() -> fulfil(started)));
    }

    /** What was seen at the last start. */
    Sighting sighting() throws InterruptedException {
        Look last = look;
        if (last == null) {
            return unreadable("nothing was prepared");
        }
        try {
            return last.sighting().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the look at the sessions failed", e.getCause());
        }
    }

    private void fulfil(Look started) {
        try {
            long began = System.nanoTime();
            Sighting seen = upstream.live().look(target, threads, Urgency.COMMIT, deadline);
            started.freshness().looked(began);
            started.sighting().complete(seen);
        } catch (InterruptedException e) {
            started.sighting().complete(unreadable("stopped"));
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Whoever waits for it must not wait for ever.
            started.sighting().completeExceptionally(e);
        }
    }

    private static Sighting unreadable(String detail) {
        return new Sighting.Unreadable(new Failure(null, null, detail), Sighting.Reason.NO_ANSWER);
    }
}
