package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.Trait;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a Commit may name. Whose session it is comes first, so that somebody to whom it may
 * not be shown learns nothing else about it.
 *
 * @param allowed whose sessions the caller may kill
 * @param catalogue which sessions nobody may kill
 */
record Inspection(Decision.Allowed allowed, ProtectCatalogue catalogue) {

    /**
     * Looks at one session.
     *
     * @param session as it is wanted, with how it was seen before by the same kill
     * @param now its row; null when it is gone
     * @param asOf a time that is not later than what the row shows
     * @return the session with the outcome that spares it; empty if a Commit may name it
     */
    Optional<KillSession> objection(KillSession session, @Nullable ProcessRow now, Instant asOf) {
        if (now == null) {
            return Optional.of(session.with(SessionOutcome.ALREADY_GONE));
        }
        // Nobody was granted a session without a name.
        if (now.user().isEmpty() || !allowed.mayTouch(now.user(), now.db())) {
            return Optional.of(
                    KillSession.wanted(session.thread(), session.expected())
                            .with(SessionOutcome.NOT_PERMITTED));
        }
        Optional<String> rule = catalogue.ruleFor(now);
        if (rule.isPresent()) {
            return Optional.of(session.seen(now).protectedBy(rule.get()));
        }
        Set<Trait> changes = EnumSet.noneOf(Trait.class);
        changes.addAll(session.expected().changes(now, asOf));
        changes.addAll(sinceSeen(session, now));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(session.seen(now).changed(changes));
    }

    /** What a kill has seen once is what it goes on with, also when nothing was expected. */
    private static Set<Trait> sinceSeen(KillSession session, ProcessRow now) {
        Set<Trait> changes = EnumSet.noneOf(Trait.class);
        KillSession.Sight sight = session.sight();
        if (sight != null && !sight.user().equals(now.user())) {
            changes.add(Trait.USER);
        }
        if (sight != null && !sight.host().equals(now.host())) {
            changes.add(Trait.HOST);
        }
        return changes;
    }
}
