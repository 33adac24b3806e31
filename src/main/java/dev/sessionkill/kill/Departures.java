package dev.sessionkill.kill;

import dev.sessionkill.core.Stage;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.sessions.Sighting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How kills leave their batch: by an end that is written down, or for a turn of their own. */
final class Departures {

    private final Batch batch;
    private final KillRecorder recorder;
    private final TwoStages.Station station;

    Departures(Batch batch, KillRecorder recorder, TwoStages.Station station) {
        this.batch = batch;
        this.recorder = recorder;
        this.station = station;
    }

    /** Those whose sessions all have their outcome. */
    void finished() {
        finished(batch.which(it -> it.roster().open().isEmpty()));
    }

    void finished(List<Member> members) {
        finish(members, Ending::finished);
    }

    /** Those whose deadline has passed. */
    void expired() {
        finish(batch.which(it -> it.rules().deadline().passed()), Ending::expired);
    }

    void failed(Stage stage, Failure failure, boolean retryable) {
        finish(
                batch.members(),
                roster -> Ending.failed(roster, KillFailure.of(stage, failure, retryable)));
    }

    /** What the vendor does not like may be one kill's: then each takes a turn of its own. */
    void turnedAway(Stage stage, Failure failure, boolean retryable) {
        if (batch.size() == 1 || !failure.mayBlameTheRequest()) {
            failed(stage, failure, retryable);
        } else {
            eachAlone();
        }
    }

    /** What cannot be true of one session need not keep the other kills from theirs. */
    void unreadable(Sighting.Unreadable look) {
        if (batch.size() == 1 || look.reason() != Sighting.Reason.CONTRADICTORY) {
            failed(Stage.LIST, look.failure(), look.retryable());
        } else {
            eachAlone();
        }
    }

    private void eachAlone() {
        for (Member member : batch.leave(_ -> true)) {
            member.goAlone();
            station.again(member);
        }
    }

    private void finish(List<Member> members, Function<Roster, Ending> ending) {
        Map<Member, Ending> endings = new HashMap<>();
        members.forEach(it -> endings.put(it, ending.apply(it.roster())));
        recorder.finish(endings);
    }
}
