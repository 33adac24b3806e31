package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveSessionsTests {

    private static final Target TARGET =
            new Target(
                    new AccountName("default"),
                    new Region("ap-guangzhou"),
                    Product.MYSQL,
                    new InstanceId("cdb-test"));
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final FakeLists lists = new FakeLists();
    private volatile Instant now = MIDNIGHT;
    private final LiveSessions live = new LiveSessions(lists, () -> now);

    @Test
    void asksForOneSessionByItsId() throws InterruptedException {
        lists.answer = _ -> rows(7);

        assertThat(present(look(7))).containsExactly(7L);
        assertThat(lists.queries).containsExactly(ProcessQuery.byId(new ThreadId(7)));
    }

    @Test
    void doesNotTakeAbsenceForProofWhenTheFilterWasNotApplied() throws InterruptedException {
        lists.answer = _ -> rows(1, 2, 3);

        assertThat(look(7)).isInstanceOf(Sighting.Unreadable.class);
    }

    @Test
    void asksForAllWhenAListByIdIsEmpty() throws InterruptedException {
        lists.answer = query -> query.thread() == null ? rows(1, 2, 3) : rows();

        assertThat(present(look(7))).isEmpty();
        assertThat(lists.queries)
                .containsExactly(
                        ProcessQuery.byId(new ThreadId(7)), ProcessQuery.all(SharedLists.LIMIT));
    }

    @Test
    void believesTheListThatShowsASessionAndNotTheEmptyOne() throws InterruptedException {
        lists.answer = query -> query.thread() == null ? rows(1, 7) : rows();

        assertThat(present(look(7))).containsExactly(7L);
    }

    @Test
    void asksByIdAgainWhenTheListOfAllProvesNothing() throws InterruptedException {
        lists.answer = _ -> lists.queries.size() < 3 ? rows() : rows(7);

        assertThat(present(look(7))).containsExactly(7L);
        assertThat(lists.queries).hasSize(3);
    }

    @Test
    void believesAnEmptyListByIdOfASessionThatTheVendorSaysItHasKilled()
            throws InterruptedException {
        ThreadId thread = new ThreadId(7);

        assertThat(
                        present(
                                live.look(
                                        TARGET,
                                        Set.of(thread),
                                        Set.of(thread),
                                        Urgency.PROOF,
                                        Deadline.in(Duration.ofSeconds(20)))))
                .isEmpty();
        assertThat(lists.queries).containsExactly(ProcessQuery.byId(thread));
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
    void asksByIdForWhatAListDoesNotShowThatMayBeCut() throws InterruptedException {
        lists.answer =
                query ->
                        query.thread() == null
                                ? rows(LongStream.rangeClosed(1, 20).toArray())
                                : query.thread().value() == 500 ? rows(500) : rows();

        assertThat(present(look(1, 500, 600))).containsExactly(1L, 500L);
        assertThat(lists.queries)
                .hasSize(3)
                .contains(
                        ProcessQuery.byId(new ThreadId(500)), ProcessQuery.byId(new ThreadId(600)));
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
            assertThat(present(looks.get(i).get(5, TimeUnit.SECONDS))).containsExactly(i + 1L);
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

    private Sighting look(long... threads) throws InterruptedException {
        return live.look(
                TARGET,
                Arrays.stream(threads).mapToObj(ThreadId::new).collect(Collectors.toSet()),
                Urgency.PROOF,
                Deadline.in(Duration.ofSeconds(20)));
    }

    private static List<Long> present(Sighting sighting) {
        assertThat(sighting).isInstanceOf(Sighting.Seen.class);
        return ((Sighting.Seen) sighting)
                .present().keySet().stream().map(ThreadId::value).sorted().toList();
    }

    private static List<ProcessRow> rows(long... ids) {
        return Arrays.stream(ids)
                .mapToObj(
                        it ->
                                new ProcessRow(
                                        new ThreadId(it),
                                        "app",
                                        "10.0.0.1:1",
                                        null,
                                        "Query",
                                        null,
                                        1,
                                        null))
                .toList();
    }
}
