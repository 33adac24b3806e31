package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.sessions.ProtectCatalogue;
import org.springframework.stereotype.Component;

/** Gives every kill what it has to keep to. */
@Component
class Members {

    private final ProtectCatalogue catalogue;
    private final KillSettings settings;

    Members(ProtectCatalogue catalogue, KillSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    KillSettings settings() {
        return settings;
    }

    /**
     * A kill that is carried out here.
     *
     * @param lease our right to carry it out
     * @param deadline by when a Commit must have left
     */
    Member of(Kill kill, Lease lease, Decision.Allowed allowed, Deadline deadline) {
        return new Member(
                kill,
                lease,
                new Rules(
                        new Inspection(allowed, catalogue),
                        deadline,
                        settings.verifyFor(),
                        allowed.standing().weight(),
                        kill.urgent() && allowed.standing().mayBeUrgent()));
    }
}
