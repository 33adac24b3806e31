package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import dev.sessionkill.dbbrain.Turn;
import dev.sessionkill.dbbrain.Urgency;
import dev.sessionkill.sessions.LiveSessions;
import dev.sessionkill.sessions.Sighting;
import dev.sessionkill.tracing.Spans;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * The two stages of one batch: Prepare and look, take out what must not be killed, Commit once,
 * look until the end is seen. Whoever has ended leaves the batch.
 */
final class TwoStages {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Upstream upstream;
    private final Batch batch;
    private final KillRecorder recorder;
    private final Station station;
    private final Departures departures;
    private final Respawn respawn;

    /** What is asked while kills run. */
    @Component
    record Upstream(Dbbrain dbbrain, LiveSessions live, Spans spans) {}

    /** Where a batch comes from. */
    interface Station {

        /** The next pair for the instance may depart. */
        void committed();

        /** That kill takes another turn. */
        void again(Member member);
    }

    TwoStages(
            Upstream upstream,
            Batch batch,
            KillRecorder recorder,
            Station station,
            Departures departures) {
        this.upstream = upstream;
        this.batch = batch;
        this.recorder = recorder;
        this.station = station;
        this.departures = departures;
        this.respawn = new Respawn(upstream.live(), batch.target());
    }

    /** One Prepare and, if all that it named may be killed, its Commit. Who is left goes again. */
    void round(Turn turn) throws InterruptedException {
        departures.finished();
        if (batch.isEmpty()) {
            return;
        }
        Set<ThreadId> threads = batch.open();
        Deadline deadline = batch.deadline();
        Guard guard = new Guard(upstream, batch.target(), threads, deadline);
        Reply<Ticket> reply =
                upstream.dbbrain()
                        .prepare(
                                turn,
                                batch.target(),
                                threads,
                                deadline,
                                recorder.journal(
                                        () -> {
                                            guard.start();
                                            respawn.beforeCommit();
                                        },
                                        () -> true));
        try {
            if (deadline.passed()) {
                return;
            }
            switch (guard.sighting()) {
                case Sighting.Seen seen -> {
                    takeOut(seen);
                    if (batch.open().equals(threads)) {
                        prepared(reply, guard.freshness());
                    }
                }
                case Sighting.Unreadable unreadable -> {
                    if (reply instanceof Reply.Done) {
                        departures.unreadable(unreadable);
                    } else {
                        prepared(reply, guard.freshness());
                    }
                }
            }
        } finally {
            if (reply instanceof Reply.Done<Ticket>(Ticket ticket, _)) {
                ticket.close();
            }
        }
    }

    private void takeOut(Sighting.Seen seen) {
        batch.members().forEach(it -> it.roster().takeOut(seen, it.rules().inspection()));
        departures.finished();
    }

    private void prepared(Reply<Ticket> reply, Freshness look) throws InterruptedException {
        switch (reply) {
            case Reply.Done<Ticket>(Ticket ticket, _) -> commit(ticket, look);
            case Reply.Busy<Ticket>(Failure failure) ->
                    departures.failed(Stage.PREPARE, failure, true);
            case Reply.Refused<Ticket>(Failure failure) ->
                    departures.turnedAway(Stage.PREPARE, failure, false);
            case Reply.Unknown<Ticket>(Failure failure) ->
                    departures.turnedAway(Stage.PREPARE, failure, true);
        }
    }

    private void commit(Ticket ticket, Freshness look) throws InterruptedException {
        Deadline deadline = batch.deadline();
        // Permits and the record take their time: what held before them is asked again after them.
        BooleanSupplier mayLeave = () -> look.lasts() && !deadline.passed();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ticket.isYoung() && !deadline.passed(); attempt++) {
            boolean isForAllOfThem = batch.open().equals(ticket.threads());
            if (!isForAllOfThem || (!look.lasts() && !areStillTheSame(ticket, look))) {
                return;
            }
            Reply<Set<ThreadId>> reply =
                    upstream.dbbrain()
                            .commit(ticket, attempt, recorder.journal(() -> {}, mayLeave));
            switch (reply) {
                case Reply.Done<Set<ThreadId>>(Set<ThreadId> listed, _) -> {
                    verified(() -> ticket.age().toNanos(), new Fate.Executed(listed));
                    return;
                }
                case Reply.Unknown<Set<ThreadId>> _ -> {
                    verified(() -> ticket.age().toNanos(), new Fate.Unknown());
                    return;
                }
                case Reply.Refused<Set<ThreadId>>(Failure failure) -> {
                    departures.turnedAway(Stage.COMMIT, failure, false);
                    return;
                }
                case Reply.Busy<Set<ThreadId>> _ -> pause = paused(pause);
            }
        }
    }

    /** A vendor that is busy is asked ever more seldom. */
    private static Duration paused(Duration pause) throws InterruptedException {
        Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis())));
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /** Looks once more; whoever is not the same any more is taken out. */
    private boolean areStillTheSame(Ticket ticket, Freshness look) throws InterruptedException {
        long began = System.nanoTime();
        return switch (upstream.live()
                .look(batch.target(), ticket.threads(), Urgency.COMMIT, batch.deadline())) {
            case Sighting.Seen seen -> {
                look.looked(began);
                takeOut(seen);
                yield batch.open().equals(ticket.threads());
            }
            case Sighting.Unreadable _ -> false;
        };
    }

    /** Looks until every kill has its end. */
    void verified(LongSupplier sincePrepare, Fate fate) throws InterruptedException {
        station.committed();
        if (fate instanceof Fate.Unknown) {
            batch.members().forEach(it -> it.track().fateIsUnknown());
        }
        if (!batch.isEmpty()) {
            new Watch(upstream.live(), batch, respawn, sincePrepare)
                    .run(fate, departures::finished);
        }
    }
}
