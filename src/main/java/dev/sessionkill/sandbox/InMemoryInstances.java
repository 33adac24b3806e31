package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Instances that are made up: their sessions grow older by a ticker, and die when killed. */
public final class InMemoryInstances implements Instances {

    private final Map<String, InMemoryInstance> instances = new ConcurrentHashMap<>();
    private final LongSupplier ticker;

    private InMemoryInstances(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** No instances yet, on the machine's clock. */
    public static InMemoryInstances empty() {
        return empty(System::nanoTime);
    }

    /** No instances yet; the ticker tells nanoseconds. */
    public static InMemoryInstances empty(LongSupplier ticker) {
        return new InMemoryInstances(ticker);
    }

    /** {@code cdb-sandbox1} and {@code cdb-sandbox2} with their daily business. */
    public static InMemoryInstances lively() {
        return lively(System::nanoTime);
    }

    /** {@code cdb-sandbox1} and {@code cdb-sandbox2}; the ticker tells nanoseconds. */
    public static InMemoryInstances lively(LongSupplier ticker) {
        InMemoryInstances made = new InMemoryInstances(ticker);
        Inhabitants.settle(made);
        return made;
    }

    /** Adds sessions, and the instance if it is new; a session under an id in use replaces it. */
    public InMemoryInstances add(String instance, SandboxSession... sessions) {
        InMemoryInstance target = instances.computeIfAbsent(instance, this::quiet);
        for (SandboxSession session : sessions) {
            target.put(session, Duration.ZERO);
        }
        return this;
    }

    /** Adds a session that stays as {@code Command=Killed} for so long after its kill. */
    public InMemoryInstances addRollingBack(
            String instance, SandboxSession session, Duration rollback) {
        instances.computeIfAbsent(instance, this::quiet).put(session, rollback);
        return this;
    }

    /**
     * Adds a session whose client comes back at once when it is killed: over a new connection,
     * under an id higher than all that this instance has given out, with the same statement. What
     * comes back does so again.
     */
    public InMemoryInstances addRespawning(String instance, SandboxSession session) {
        instances.computeIfAbsent(instance, this::quiet).putRespawning(session);
        return this;
    }

    /** The id now belongs to another session, as after a restart. */
    public void replace(String instance, SandboxSession successor) {
        existing(instance).put(successor, Duration.ZERO);
    }

    /** The session ends by itself. */
    public void end(String instance, long thread) {
        existing(instance).end(thread);
    }

    /**
     * The server restarts: all sessions end, and their clients connect again, in the order of their
     * old ids, under ids from 1. An old id may so come to name a stranger's session.
     */
    public void restart(String instance) {
        existing(instance).restart();
    }

    /** The ids that the process list shows now. */
    public Set<Long> threads(String instance) {
        Set<Long> ids = new TreeSet<>();
        sessions(instance).forEach(it -> ids.add(it.id()));
        return ids;
    }

    /** The session of that id as the process list shows it now. */
    public Optional<SandboxSession> session(String instance, long thread) {
        return sessions(instance).stream().filter(it -> it.id() == thread).findFirst();
    }

    @Override
    public Set<String> names() {
        return new TreeSet<>(instances.keySet());
    }

    @Override
    public List<SandboxSession> sessions(String instance) {
        InMemoryInstance found = instances.get(instance);
        return found == null ? List.of() : found.sessions();
    }

    @Override
    public boolean kill(String instance, long thread) {
        InMemoryInstance found = instances.get(instance);
        return found != null && found.kill(thread);
    }

    /** Adds an instance that is also visited by short sessions. */
    void addVisited(String instance, Passersby passersby) {
        instances.put(instance, new InMemoryInstance(ticker, passersby));
    }

    private InMemoryInstance quiet(String instance) {
        return new InMemoryInstance(ticker, Passersby.NOBODY);
    }

    private InMemoryInstance existing(String instance) {
        InMemoryInstance found = instances.get(instance);
        if (found == null) {
            throw new IllegalArgumentException("no instance " + instance);
        }
        return found;
    }
}
