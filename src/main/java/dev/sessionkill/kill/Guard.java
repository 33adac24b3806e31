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
    private @Nullable CompletableFuture<Sighting> look;
    private long startedAt = System.nanoTime();

    Guard(TwoStages.Upstream upstream, Target target, Set<ThreadId> threads, Deadline deadline) {
        this.upstream = upstream;
        this.target = target;
        this.threads = Set.copyOf(threads);
        this.deadline = deadline;
    }

    /** When the last look was begun, on {@link System#nanoTime}; what it showed is not older. */
    long startedAt() {
        return startedAt;
    }

    void start() {
        startedAt = System.nanoTime();
        CompletableFuture<Sighting> started = new CompletableFuture<>();
        look = started;
        Thread.ofVirtual().name("guard").start(upstream.spans().carried(() -> fulfil(started)));
    }

    /** What was seen at the last start. */
    Sighting sighting() throws InterruptedException {
        CompletableFuture<Sighting> started = look;
        if (started == null) {
            return unreadable("nothing was prepared");
        }
        try {
            return started.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the look at the sessions failed", e.getCause());
        }
    }

    private void fulfil(CompletableFuture<Sighting> started) {
        try {
            started.complete(upstream.live().look(target, threads, Urgency.COMMIT, deadline));
        } catch (InterruptedException e) {
            started.complete(unreadable("stopped"));
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            started.completeExceptionally(e);
        }
    }

    private static Sighting unreadable(String detail) {
        return new Sighting.Unreadable(new Failure(null, null, detail));
    }
}
