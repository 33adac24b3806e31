package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.Target;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.Sighting;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells what would become of an order: it is checked as a kill would be, and nothing is sent. */
@Component
class Previews {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admission admission;
    private final LiveSessions live;
    private final ProtectCatalogue catalogue;
    private final KillRegister register;

    Previews(
            Admission admission,
            LiveSessions live,
            ProtectCatalogue catalogue,
            KillRegister register) {
        this.admission = admission;
        this.live = live;
        this.catalogue = catalogue;
        this.register = register;
    }

    Preview of(KillOrder order, Caller caller) throws InterruptedException {
        return switch (admission.ask(order, caller)) {
            case Admission.Answer.TurnedAway(var why) -> new Preview.TurnedAway(why);
            case Admission.Answer.Admitted(Target target, Decision.Allowed allowed) ->
                    look(order, caller, target, new Inspection(allowed, catalogue));
        };
    }

    private Preview look(KillOrder order, Caller caller, Target target, Inspection inspection)
            throws InterruptedException {
        return switch (live.look(target, order.threads(), Urgency.LEISURE, Deadline.in(PATIENCE))) {
            case Sighting.Unreadable unreadable ->
                    new Preview.Unreadable(
                            KillFailure.of(
                                    Stage.LIST, unreadable.failure(), unreadable.retryable()));
            case Sighting.Seen seen -> {
                List<KillSession> sessions =
                        order.wanted().stream().map(it -> outcome(it, seen, inspection)).toList();
                register.record(KillEvents.previewed(order, target, caller, sessions));
                yield new Preview.Forecast(target, seen.asOf(), sessions);
            }
        };
    }

    private static KillSession outcome(
            KillSession session, Sighting.Seen seen, Inspection inspection) {
        var row = seen.present().get(session.thread());
        return inspection
                .objection(session, row, seen.asOf(session.thread()))
                .orElseGet(
                        () ->
                                (row == null ? session : session.seen(row))
                                        .with(SessionOutcome.KILLED));
    }
}
