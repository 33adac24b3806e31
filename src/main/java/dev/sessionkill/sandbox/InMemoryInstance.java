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
    private long highestPut;

    InMemoryInstance(LongSupplier ticker, Passersby passersby) {
        this.ticker = ticker;
        this.passersby = passersby;
        this.startedAt = ticker.getAsLong();
    }

    synchronized void put(SandboxSession session, Duration rollback) {
        put(session, rollback.toNanos(), false);
    }

    synchronized void putRespawning(SandboxSession session) {
        put(session, 0, true);
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
            Resident resident =
                    residents.computeIfPresent(thread, (_, it) -> it.killedAt(ticker.getAsLong()));
            gonePassersby.add(thread);
            if (resident != null && resident.respawning()) {
                putRespawning(resident.session().respawned(unusedId()));
            }
        }
        return killable;
    }

    synchronized void end(long thread) {
        residents.remove(thread);
        gonePassersby.add(thread);
    }

    synchronized void restart() {
        List<Resident> before =
                residents.values().stream().filter(it -> it.killedAt().isEmpty()).toList();
        residents.clear();
        gonePassersby.clear();
        startedAt = ticker.getAsLong();
        highestPut = 0;
        for (Resident it : before) {
            long id = highestPut + 1;
            SandboxSession back =
                    it.respawning() ? it.session().respawned(id) : it.session().reconnected(id);
            put(back, 0, it.respawning());
        }
        passersby = passersby.from(highestPut + 1);
    }

    private void put(SandboxSession session, long rollback, boolean respawning) {
        residents.put(
                session.id(),
                new Resident(
                        session, ticker.getAsLong(), rollback, respawning, OptionalLong.empty()));
        highestPut = Math.max(highestPut, session.id());
    }

    /** Higher than all before; a visit that would begin under it later does not take place. */
    private long unusedId() {
        long second = (ticker.getAsLong() - startedAt) / SECOND;
        return 1 + Math.max(highestPut, passersby.highestId(second));
    }

    private record Resident(
            SandboxSession session,
            long since,
            long rollback,
            boolean respawning,
            OptionalLong killedAt) {

        SandboxSession row(long now) {
            SandboxSession aged = session.after((now - since) / SECOND);
            return killedAt.isPresent() ? aged.killed() : aged;
        }

        /** A second kill does not make the rollback any longer. */
        Resident killedAt(long now) {
            return killedAt.isPresent()
                    ? this
                    : new Resident(session, since, rollback, respawning, OptionalLong.of(now));
        }

        boolean gone(long now) {
            return killedAt.isPresent() && now - killedAt.getAsLong() >= rollback;
        }
    }
}
