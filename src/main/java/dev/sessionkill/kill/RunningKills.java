package dev.sessionkill.kill;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The kills that this process is carrying out: how many, whose, and who waits for them. */
final class RunningKills {

    private final Map<KillId, Running> kills = new ConcurrentHashMap<>();
    private final Map<String, Integer> perCaller = new ConcurrentHashMap<>();
    private int count;

    private record Running(Member member, CompletableFuture<Void> end) {}

    /** What came of asking for a place. */
    enum Place {
        TAKEN,
        ALL_FULL,
        CALLER_FULL
    }

    synchronized Place take(Caller caller, int most, int mostPerCaller) {
        if (count >= most) {
            return Place.ALL_FULL;
        }
        if (perCaller.getOrDefault(caller.name(), 0) >= mostPerCaller) {
            return Place.CALLER_FULL;
        }
        enter(caller);
        return Place.TAKEN;
    }

    /** Takes a place whatever the limits: what was accepted once is not turned away. */
    synchronized void enter(Caller caller) {
        count++;
        perCaller.merge(caller.name(), 1, Integer::sum);
    }

    synchronized void leave(Caller caller) {
        count--;
        perCaller.computeIfPresent(caller.name(), (_, n) -> n == 1 ? null : n - 1);
    }

    synchronized int count() {
        return count;
    }

    void started(Member member) {
        kills.put(member.id(), new Running(member, new CompletableFuture<>()));
    }

    void ended(Member member) {
        Running running = kills.get(member.id());
        if (running != null && running.member().equals(member)) {
            kills.remove(member.id(), running);
            running.end().complete(null);
        }
    }

    /** Lets everybody go who waits for an end: the gateway is stopping. */
    void dismiss() {
        kills.values().forEach(it -> it.end().complete(null));
    }

    /** The kill, if it runs here. */
    Optional<Member> find(KillId id) {
        return Optional.ofNullable(kills.get(id)).map(Running::member);
    }

    /** Those of that account. */
    Stream<Member> of(AccountName account) {
        return kills.values().stream()
                .map(Running::member)
                .filter(it -> it.target().account().equals(account));
    }

    /** Completes when the kill has ended; complete already for one that does not run here. */
    CompletableFuture<Void> end(KillId id) {
        Running running = kills.get(id);
        return running == null ? CompletableFuture.completedFuture(null) : running.end();
    }
}
