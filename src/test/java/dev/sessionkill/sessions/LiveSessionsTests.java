package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveSessionsTests extends ListedSessions {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void asksForOneSessionByItsId() throws InterruptedException {
        lists.answer = _ -> rows(7);

        assertThat(present(look(7))).containsExactly(7L);
        assertThat(lists.queries).containsExactly(ProcessQuery.byId(new ThreadId(7)));
    }

    @Test
    void doesNotAskForEachWhenTheVendorShowsUsNoList() throws InterruptedException {
        Failure denied = new Failure("UnauthorizedOperation", "r", "scripted");
        lists.good = 0;
        lists.end = new Reply.Refused<>(denied);

        assertThat(look(1, 2, 3))
                .isEqualTo(new Sighting.Unreadable(denied, Sighting.Reason.REFUSED));
        assertThat(lists.queries).hasSize(1);
    }

    @Test
    void asksForSeveralWithOneList() throws InterruptedException {
        lists.answer = _ -> rows(1, 2, 3);

        assertThat(present(look(1, 3, 9))).containsExactly(1L, 3L);
        assertThat(lists.queries).hasSize(1);
    }

    @Test
    void asksByIdWhenTheVendorRefusesTheLargeList() throws InterruptedException {
        lists.largestLimit = 0;
        lists.answer = query -> query.thread() == null ? rows() : rows(query.thread().value());

        assertThat(present(look(1, 2))).containsExactly(1L, 2L);
    }

    @Test
    void isContradictoryWhenAnIdIsShownTwice() throws InterruptedException {
        ProcessRow row = rows(1).getFirst();
        ProcessRow other =
                new ProcessRow(row.thread(), "app", "10.9.9.9:9", null, "Query", null, 1, null);
        lists.answer = _ -> List.of(row, other);

        assertThat(look(1, 2))
                .isInstanceOfSatisfying(
                        Sighting.Unreadable.class,
                        it -> assertThat(it.reason()).isEqualTo(Sighting.Reason.CONTRADICTORY));
    }

    @Test
    void isUnreadableAsSoonAsOneSessionIs() throws InterruptedException {
        lists.good = 0;

        assertThat(look(1, 2))
                .isEqualTo(new Sighting.Unreadable(FakeLists.FAILURE, Sighting.Reason.NO_ANSWER));
    }

    @Test
    void sharesAListAmongThoseWhoWaitForItsPermit() throws Exception {
        lists.answer = _ -> rows(1, 2, 3);
        lists.permit = new CountDownLatch(1);
        List<CompletableFuture<Sighting>> looks = new ArrayList<>();
        for (long thread = 1; thread <= 3; thread++) {
            looks.add(started(thread));
        }

        lists.permit.countDown();

        for (int i = 0; i < 3; i++) {
            assertThat(present(looks.get(i).get(30, TimeUnit.SECONDS))).containsExactly(i + 1L);
        }
        assertThat(lists.queries).containsExactly(ProcessQuery.all(SharedLists.LIMIT));
    }

    @Test
    void areSeenAsOfTheTimeAtWhichTheListLeft() throws InterruptedException {
        lists.beforeItLeaves = () -> now = NOON;
        lists.answer =
                _ -> {
                    now = NOON.plusSeconds(5);
                    return rows(1, 2);
                };

        assertThat(look(1, 2)).extracting("asOf").isEqualTo(NOON);
        assertThat(look(1)).extracting("asOf").isEqualTo(NOON);
    }

    @Test
    void areSeenAsOfTheOldestListThatShowsThem() throws InterruptedException {
        lists.beforeItLeaves = () -> now = now.plusSeconds(1);
        lists.answer =
                query ->
                        query.thread() == null
                                ? rows(LongStream.rangeClosed(1, 20).toArray())
                                : rows(query.thread().value());

        assertThat(look(1, 500)).extracting("asOf").isEqualTo(MIDNIGHT.plusSeconds(1));
    }

    @Test
    void areGlancedAtWithoutTakingATurnFromAnybody() throws InterruptedException {
        lists.answer = _ -> rows(1, 2);

        assertThat(live.glance(TARGET)).contains(rows(1, 2));
        assertThat(lists.urgencies).containsExactly(Urgency.SPARE);
        assertThat(lists.queries).containsExactly(ProcessQuery.all(SharedLists.LIMIT));
    }

    @Test
    void areNotGlancedAtInAListThatMayBeCutOrIsNotThere() throws InterruptedException {
        lists.answer = _ -> rows(LongStream.rangeClosed(1, 20).toArray());
        assertThat(live.glance(TARGET)).isEmpty();

        lists.largestLimit = 0;
        assertThat(live.glance(TARGET)).isEmpty();

        lists.good = 0;
        assertThat(live.glance(TARGET)).isEmpty();
        assertThat(lists.queries).hasSize(3);
    }

    /** Begins to look and returns when the look waits. */
    private CompletableFuture<Sighting> started(long thread) {
        CompletableFuture<Sighting> look = new CompletableFuture<>();
        Thread looking = Thread.ofVirtual().start(() -> look.complete(lookQuietly(thread)));
        while (looking.getState() != Thread.State.WAITING
                && looking.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return look;
    }

    private Sighting lookQuietly(long thread) {
        try {
            return look(thread);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
