package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.ProtectCatalogue;
import org.springframework.stereotype.Component;

/** Gives every kill a run with what it needs. */
@Component
class KillRuns {

    private final Dbbrain dbbrain;
    private final LiveSessions live;
    private final ProtectCatalogue catalogue;
    private final KillStore store;
    private final KillSettings settings;

    KillRuns(
            Dbbrain dbbrain,
            LiveSessions live,
            ProtectCatalogue catalogue,
            KillStore store,
            KillSettings settings) {
        this.dbbrain = dbbrain;
        this.live = live;
        this.catalogue = catalogue;
        this.store = store;
        this.settings = settings;
    }

    KillSettings settings() {
        return settings;
    }

    /**
     * A run of that kill.
     *
     * @param lease our right to carry it out
     * @param deadline by when a Commit must have left
     */
    KillRun of(Kill kill, Lease lease, Decision.Allowed allowed, Deadline deadline) {
        return new KillRun(
                new TwoStages.Upstream(dbbrain, live),
                kill,
                new KillRecorder(store, kill, lease),
                new KillRun.Rules(
                        new Inspection(allowed, catalogue), deadline, settings.verifyFor()));
    }
}
