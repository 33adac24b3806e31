package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** One made-up server; nothing runs between two looks, each look computes what is there. */
final class InMemoryInstance {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private final Map<Long, Resident> residents = new TreeMap<>();
    private final Set<Long> gonePassersby = new HashSet<>();
    private Passersby passersby;
    private long startedAt;

    InMemoryInstance(LongSupplier ticker, Passersby passersby) {
        this.ticker = ticker;
        this.passersby = passersby;
        this.startedAt = ticker.getAsLong();
    }

    synchronized void put(SandboxSession session, Duration rollback) {
        residents.put(
                session.id(),
                new Resident(
                        session, ticker.getAsLong(), rollback.toNanos(), OptionalLong.empty()));
    }

    synchronized List<SandboxSession> sessions() {
        long now = ticker.getAsLong();
        residents.values().removeIf(it -> it.gone(now));
        List<SandboxSession> rows = new ArrayList<>();
        residents.values().forEach(it -> rows.add(it.row(now)));
        passersby.at((now - startedAt) / SECOND).stream()
                .filter(it -> !gonePassersby.contains(it.id()))
                .filter(it -> !residents.containsKey(it.id()))
                .forEach(rows::add);
        rows.sort(Comparator.comparingLong(SandboxSession::id));
        return List.copyOf(rows);
    }

    synchronized boolean kill(long thread) {
        boolean killable =
                sessions().stream()
                        .anyMatch(it -> it.id() == thread && !it.user().equals("system user"));
        if (killable) {
            residents.computeIfPresent(thread, (_, it) -> it.killedAt(ticker.getAsLong()));
            gonePassersby.add(thread);
        }
        return killable;
    }

    synchronized void end(long thread) {
        residents.remove(thread);
        gonePassersby.add(thread);
    }

    synchronized void restart() {
        List<Resident> before = List.copyOf(residents.values());
        residents.clear();
        gonePassersby.clear();
        startedAt = ticker.getAsLong();
        long id = 1;
        for (Resident resident : before) {
            put(resident.session().reconnected(id++), Duration.ZERO);
        }
        passersby = passersby.from(id);
    }

    private record Resident(
            SandboxSession session, long since, long rollback, OptionalLong killedAt) {

        SandboxSession row(long now) {
            SandboxSession aged = session.after((now - since) / SECOND);
            return killedAt.isPresent() ? aged.killed() : aged;
        }

        /** A second kill does not make the rollback any longer. */
        Resident killedAt(long now) {
            return killedAt.isPresent()
                    ? this
                    : new Resident(session, since, rollback, OptionalLong.of(now));
        }

        boolean gone(long now) {
            return killedAt.isPresent() && now - killedAt.getAsLong() >= rollback;
        }
    }
}
