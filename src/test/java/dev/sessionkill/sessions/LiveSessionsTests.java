package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.CallJournal;
import dev.sessionkill.dbbrain.Dbbrain;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.ProcessQuery;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.dbbrain.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private static final Failure FAILURE = new Failure("SomeCode", null, "scripted");

    private final FakeLists lists = new FakeLists();
    private final LiveSessions live = new LiveSessions(lists);

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
        lists.refusesAll = true;
        lists.answer = query -> query.thread() == null ? rows() : rows(query.thread().value());

        assertThat(present(look(1, 2))).containsExactly(1L, 2L);
    }

    @Test
    void isUnreadableAsSoonAsOneSessionIs() throws InterruptedException {
        lists.unknown = true;

        assertThat(look(1, 2)).isEqualTo(new Sighting.Unreadable(FAILURE));
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
                false,
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

    /** A vendor that knows process lists only. */
    private static final class FakeLists implements Dbbrain {
        private final List<ProcessQuery> queries = new CopyOnWriteArrayList<>();
        private Function<ProcessQuery, List<ProcessRow>> answer = _ -> List.of();
        private CountDownLatch permit = new CountDownLatch(0);
        private boolean refusesAll;
        private boolean unknown;

        @Override
        public Reply<List<ProcessRow>> processList(
                Target target, Supplier<ProcessQuery> query, boolean urgent, Deadline deadline)
                throws InterruptedException {
            permit.await();
            ProcessQuery asked = query.get();
            queries.add(asked);
            if (unknown) {
                return new Reply.Unknown<>(FAILURE);
            }
            return refusesAll && asked.thread() == null
                    ? new Reply.Refused<>(FAILURE)
                    : new Reply.Done<>(answer.apply(asked), "a-request");
        }

        @Override
        public Reply<Ticket> prepare(
                Target target, Set<ThreadId> threads, Deadline deadline, CallJournal journal) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reply<Set<ThreadId>> commit(Ticket ticket, int attempt, CallJournal journal) {
            throw new UnsupportedOperationException();
        }
    }
}
