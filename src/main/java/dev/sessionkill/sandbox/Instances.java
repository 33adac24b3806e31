package dev.sessionkill.sandbox;

import java.util.List;
import java.util.Set;

/** Where the sandbox's sessions live. */
public interface Instances {

    /** The instances there are. */
    Set<String> names();

    /** The sessions of an instance, by id; none for an unknown instance. */
    List<SandboxSession> sessions(String instance);

    /**
     * Does what MySQL's {@code KILL} does.
     *
     * @return whether there was such a session and the server took the kill
     */
    boolean kill(String instance, long thread);
}
