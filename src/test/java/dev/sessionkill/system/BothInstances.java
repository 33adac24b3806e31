package dev.sessionkill.system;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Instances;
import dev.sessionkill.sandbox.SandboxSession;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A real server beside made-up ones.
 *
 * @param memory what is made up
 * @param real the server
 */
public record BothInstances(InMemoryInstances memory, Instances real) implements Instances {

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(memory.names());
        names.addAll(real.names());
        return names;
    }

    @Override
    public List<SandboxSession> sessions(String instance) {
        return of(instance).sessions(instance);
    }

    @Override
    public boolean kill(String instance, long thread) {
        return of(instance).kill(instance, thread);
    }

    private Instances of(String instance) {
        return real.names().contains(instance) ? real : memory;
    }
}
