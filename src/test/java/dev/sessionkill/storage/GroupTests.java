package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

class GroupTests {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private HikariDataSource pool;
    private JdbcClient jdbc;
    private Transactions transactions;
    private Group<String, Integer> group;

    @BeforeEach
    void open(@TempDir Path directory) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl("jdbc:sqlite:" + directory.resolve("test.db"));
        pool = Dialect.patient(new StorageConfiguration().dataSource(properties));
        jdbc = JdbcClient.create(pool);
        transactions = new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
        jdbc.sql("create table note (text text not null primary key)").update();
        group = transactions.group(Turn.NEW, this::write);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        transactions.stop();
        pool.close();
    }

    @Test
    void writesTogetherWhateverWaitsAtTheSameTime() throws Exception {
        List<Future<Integer>> results = behindAnother(names(250));

        assertThat(results).extracting(Future::get).containsOnly(100, 50);
        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(count()).isEqualTo(250);
    }

    @Test
    void failsOnlyForWhomItWouldHaveFailedAlone() throws Exception {
        write(List.of("name-7"));
        sizes.clear();

        List<Future<Integer>> results = behindAnother(names(20));

        for (int i = 0; i < 20; i++) {
            Future<Integer> result = results.get(i);
            await().until(result::isDone);
            if (i == 7) {
                assertThat(result.exceptionNow()).isInstanceOf(DataAccessException.class);
            } else {
                assertThat(result.resultNow()).isEqualTo(1);
            }
        }
        assertThat(count()).isEqualTo(20);
    }

    /** The second hundred is led by one of the first, which has been told to commit. */
    @Test
    void failsOnlyForThatOneAlsoInALaterGroup() throws Exception {
        write(List.of("name-120"));

        List<Future<Integer>> results = behindAnother(names(150));

        assertThat(results).allSatisfy(it -> await().until(it::isDone));
        assertThat(results)
                .filteredOn(it -> it.state() == Future.State.FAILED)
                .singleElement()
                .isEqualTo(results.get(120));
        assertThat(count()).isEqualTo(150);
    }

    /** Led by one that has given up, and so is not in their group. */
    @Test
    void doesNotWriteAgainWhatMayHaveBeenCommitted() throws Exception {
        AtomicInteger lost = new AtomicInteger();
        Transactions breaking =
                new Transactions(
                        new JdbcTransactionManager(pool) {
                            @Override
                            protected void doCommit(DefaultTransactionStatus status) {
                                super.doCommit(status);
                                if (sizes.contains(2) && lost.getAndIncrement() == 0) {
                                    throw new DataAccessResourceFailureException("no answer");
                                }
                            }
                        },
                        pool,
                        Spans.NONE);
        Group<String, Integer> others = breaking.group(Turn.NEW, this::write);
        CountDownLatch end = new CountDownLatch(1);
        occupies(breaking, end);
        FutureTask<Integer> leader = new FutureTask<>(() -> others.run("leader"));
        Thread leading = Thread.startVirtualThread(leader);
        await().until(() -> breaking.inLine() == 1);
        leading.interrupt();
        await().until(leader::isDone);
        Future<Integer> one = threads.submit(() -> others.run("one"));
        Future<Integer> two = threads.submit(() -> others.run("two"));
        await().until(() -> breaking.inLine() == 3);
        end.countDown();

        await().until(() -> one.isDone() && two.isDone());
        assertThat(one.exceptionNow()).isInstanceOf(UncertainCommitException.class);
        assertThat(two.exceptionNow()).isInstanceOf(UncertainCommitException.class);
        assertThat(sizes).containsExactly(2);
        breaking.stop();
    }

    /** His connection is aborted, and so the rollback may fail. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnForTheOthersWhenOneGivesUp(boolean rollbackFails) throws Exception {
        Transactions own =
                new Transactions(
                        new JdbcTransactionManager(pool) {
                            @Override
                            protected void doRollback(DefaultTransactionStatus status) {
                                super.doRollback(status);
                                if (rollbackFails) {
                                    throw new TransactionSystemException("aborted");
                                }
                            }
                        },
                        pool,
                        Spans.NONE);
        CountDownLatch end = new CountDownLatch(1);
        Group<String, Integer> slow =
                own.group(
                        Turn.NEW,
                        names -> {
                            List<Integer> written = write(names);
                            awaits(end);
                            return written;
                        });
        CountDownLatch begin = new CountDownLatch(1);
        occupies(own, begin);
        FutureTask<Integer> gone = new FutureTask<>(() -> slow.run("gone"));
        Thread going = Thread.startVirtualThread(gone);
        Future<Integer> stays = threads.submit(() -> slow.run("stays"));
        await().until(() -> own.inLine() == 2);
        begin.countDown();
        await().until(() -> sizes.contains(2));
        going.interrupt();
        await().until(gone::isDone);
        end.countDown();

        assertThat(stays.get()).isEqualTo(1);
        assertThat(sizes).containsExactly(2, 1);
        assertThat(count()).isEqualTo(1);
        own.stop();
    }

    /** With connections to spare: smaller groups would wait for each other in the database. */
    @Test
    void gathersWhileOneOfThemWorks() throws Exception {
        pool.setMaximumPoolSize(4);
        Transactions several = new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
        CountDownLatch end = new CountDownLatch(1);
        Group<String, Integer> slow =
                several.group(
                        Turn.NEW,
                        names -> {
                            sizes.add(names.size());
                            awaits(end);
                            return Collections.nCopies(names.size(), names.size());
                        });
        Future<Integer> first = threads.submit(() -> slow.run("first"));
        await().until(() -> sizes.size() == 1);

        List<Future<Integer>> others =
                names(20).stream()
                        .map(it -> threads.submit((Callable<Integer>) () -> slow.run(it)))
                        .toList();
        await().until(() -> slow.waiting() == 20 && several.inLine() == 0);
        end.countDown();

        assertThat(first.get()).isEqualTo(1);
        assertThat(others).extracting(Future::get).containsOnly(20);
        assertThat(sizes).containsExactly(1, 20);
        several.stop();
    }

    /** Keeps the one thread of those busy until then. */
    private void occupies(Transactions transactions, CountDownLatch end)
            throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        threads.execute(
                () ->
                        transactions.run(
                                Turn.UNDER_WAY,
                                () -> {
                                    running.countDown();
                                    awaits(end);
                                }));
        running.await();
    }

    private static void awaits(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    /** Asks for all of them while another transaction keeps the database busy. */
    private List<Future<Integer>> behindAnother(List<String> names) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        occupies(transactions, end);
        List<Future<Integer>> results =
                names.stream()
                        .map(it -> threads.submit((Callable<Integer>) () -> group.run(it)))
                        .toList();
        await().until(() -> transactions.inLine() == names.size());
        end.countDown();
        return results;
    }

    private List<Integer> write(List<String> names) {
        sizes.add(names.size());
        names.forEach(it -> jdbc.sql("insert into note values (?)").param(it).update());
        return Collections.nCopies(names.size(), names.size());
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(it -> "name-" + it).toList();
    }

    private long count() {
        return jdbc.sql("select count(*) from note").query(Long.class).single();
    }
}
