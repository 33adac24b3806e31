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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

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
        pool = new StorageConfiguration().dataSource(properties);
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
                            await().until(() -> end.getCount() == 0);
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

    /** Asks for all of them while another transaction keeps the database busy. */
    private List<Future<Integer>> behindAnother(List<String> names) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        threads.execute(
                () ->
                        transactions.run(
                                Turn.UNDER_WAY,
                                () -> {
                                    running.countDown();
                                    await().until(() -> end.getCount() == 0);
                                }));
        running.await();
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
