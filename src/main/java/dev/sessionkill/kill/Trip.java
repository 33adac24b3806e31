package dev.sessionkill.kill;

import dev.sessionkill.dbbrain.Turn;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** One batch on its way. */
final class Trip implements TwoStages.Station {

    private final TwoStages.Upstream upstream;
    private final KillStore store;
    private final Dispatcher dispatcher;
    private final Batch batch;
    private final PairRun run;
    private boolean arrived;

    Trip(TwoStages.Upstream upstream, KillStore store, Dispatcher dispatcher, Batch batch) {
        this.upstream = upstream;
        this.store = store;
        this.dispatcher = dispatcher;
        this.batch = batch;
        this.run = new PairRun(upstream, store, batch, this);
    }

    /** Carries out its kills, each in the trace of its request. */
    void go(Turn turn) {
        try (turn;
                LogContext _ = LogContext.of(batch)) {
            batch.members().forEach(it -> it.departs(upstream.spans()));
            batch.travel(upstream.spans(), () -> run.run(turn));
        } finally {
            committed();
            batch.leave(_ -> true).forEach(Member::left);
        }
    }

    /** Nobody can carry it here: others may take its kills over at once. */
    void stays(Turn turn) {
        turn.close();
        committed();
        new KillRecorder(store, batch).release(batch.members());
    }

    @Override
    public void committed() {
        if (!arrived) {
            arrived = true;
            dispatcher.arrived(batch, run.rounds());
        }
    }

    @Override
    public void again(Member member) {
        try {
            dispatcher.add(member);
        } catch (RejectedExecutionException e) {
            new KillRecorder(store, batch).release(List.of(member));
        }
    }
}
