package dev.sessionkill.fuzz;

import dev.sessionkill.sandbox.Instances;
import dev.sessionkill.sandbox.SandboxSession;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Every instance that one may name exists, and has the same few sessions until they are killed: so
 * each request can have an instance of its own, by which the vendor's ledger tells what was sent
 * for it.
 */
final class EverySession implements Instances {

    private static final List<SandboxSession> SESSIONS =
            LongStream.rangeClosed(1, 20)
                    .mapToObj(
                            it ->
                                    SandboxSession.running(
                                            it,
                                            it % 5 == 0 ? "shop" : "report",
                                            "10.0.0.1:" + (4_000 + it),
                                            "shop",
                                            600,
                                            "select sleep(600)"))
                    .toList();

    private final Map<String, Set<Long>> killed = new ConcurrentHashMap<>();

    @Override
    public Set<String> names() {
        return new AbstractSet<>() {
            @Override
            public boolean contains(Object name) {
                return true;
            }

            @Override
            public Iterator<String> iterator() {
                return Collections.emptyIterator();
            }

            @Override
            public int size() {
                return 0;
            }
        };
    }

    @Override
    public List<SandboxSession> sessions(String instance) {
        Set<Long> gone = killed.getOrDefault(instance, Set.of());
        return SESSIONS.stream().filter(it -> !gone.contains(it.id())).toList();
    }

    @Override
    public boolean kill(String instance, long thread) {
        return killed.computeIfAbsent(instance, _ -> ConcurrentHashMap.newKeySet()).add(thread)
                && thread <= SESSIONS.size();
    }
}
