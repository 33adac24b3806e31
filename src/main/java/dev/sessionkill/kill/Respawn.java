package dev.sessionkill.kill;

import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.HostPart;
import dev.sessionkill.sessions.LiveSessions;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recognises clients that come back at once and go on with the same statement, by comparing what
 * runs on the instance before and after the Commit. It is good to know and no more: both looks take
 * only what the budget has to spare, at the same time as calls that are made anyway.
 */
final class Respawn {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** A Commit takes effect a while before it comes back. */
    private static final Duration ROUND_TRIP = Duration.ofSeconds(1);

    private final LiveSessions live;
    private final Target target;
    private CompletableFuture<Optional<List<ProcessRow>>> before =
            CompletableFuture.completedFuture(Optional.empty());
    private CompletableFuture<Optional<List<ProcessRow>>> after = before;
    private long committedAt;
    private final Map<ThreadId, ThreadId> cameBackAs = new HashMap<>();

    Respawn(LiveSessions live, Target target) {
        this.live = live;
        this.target = target;
    }

    /** Looks at what runs while the Prepare is under way. */
    void beforeCommit() {
        before = glance();
    }

    /** The Commit came back: looks at what runs now. */
    void afterCommit() {
        if (committedAt == 0) {
            committedAt = System.nanoTime();
        }
        after = glance();
    }

    /**
     * The killed sessions, those marked whose client came back: somebody who was not there before
     * has the same user, host without port, and statement. One newcomer stands for one session.
     *
     * @param rows the sessions as they were before their Commit
     */
    List<KillSession> marked(Collection<KillSession> sessions, Map<ThreadId, ProcessRow> rows)
            throws InterruptedException {
        List<ProcessRow> newcomers = newcomers();
        return sessions.stream()
                .map(it -> cameBack(it, rows.get(it.thread()), newcomers) ? it.respawned() : it)
                .toList();
    }

    private boolean cameBack(
            KillSession session, @Nullable ProcessRow row, List<ProcessRow> newcomers) {
        if (row == null || row.sql() == null || session.outcome() != SessionOutcome.KILLED) {
            return false;
        }
        if (!cameBackAs.containsKey(session.thread())) {
            newcomers.stream()
                    .filter(it -> !cameBackAs.containsValue(it.thread()) && isLike(row, it))
                    .findFirst()
                    .ifPresent(it -> cameBackAs.put(session.thread(), it.thread()));
        }
        return cameBackAs.containsKey(session.thread());
    }

    private static boolean isLike(ProcessRow row, ProcessRow newcomer) {
        return newcomer.user().equals(row.user())
                && HostPart.of(newcomer.host()).equals(HostPart.of(row.host()))
                && Objects.equals(newcomer.sql(), row.sql());
    }

    private List<ProcessRow> newcomers() throws InterruptedException {
        Optional<List<ProcessRow>> then = seen(before);
        Optional<List<ProcessRow>> now = seen(after);
        if (then.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        var known = then.get().stream().map(ProcessRow::thread).collect(Collectors.toSet());
        // A statement that runs for longer began before anybody was killed.
        long most = Duration.ofNanos(System.nanoTime() - committedAt).plus(ROUND_TRIP).toSeconds();
        return now.get().stream()
                .filter(it -> !known.contains(it.thread()) && it.seconds() <= most)
                .toList();
    }

    private CompletableFuture<Optional<List<ProcessRow>>> glance() {
        CompletableFuture<Optional<List<ProcessRow>>> glance = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("glance")
                .start(
                        () -> {
                            try {
                                glance.complete(live.glance(target));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                glance.complete(Optional.empty());
                            }
                        });
        return glance;
    }

    private static Optional<List<ProcessRow>> seen(
            CompletableFuture<Optional<List<ProcessRow>>> glance) throws InterruptedException {
        try {
            return glance.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a glance never fails", e);
        }
    }
}
