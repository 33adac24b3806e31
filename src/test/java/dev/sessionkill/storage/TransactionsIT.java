package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What both databases promise. */
@Tag("alone")
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class TransactionsIT {

    /** Twice what the gateway promises. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    private final Dialect dialect;
    private HikariDataSource pool;
    private JdbcClient jdbc;
    private Transactions transactions;

    TransactionsIT(Dialect dialect) {
        this.dialect = dialect.ifAvailable();
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        pool = Dialect.open(dialect.newDatabase(directory));
        jdbc = JdbcClient.create(pool);
        transactions = transactions();
        jdbc.sql("create table note (text text not null primary key)").update();
    }

    private Transactions transactions() {
        return new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
    }

    @AfterEach
    void close() {
        transactions.stop();
        pool.close();
    }

    @Test
    void keepAllOrNothing() {
        assertThatThrownBy(() -> write("one", "one")).isInstanceOf(DataAccessException.class);
        write("two", "three");

        assertThat(notes()).containsExactly("three", "two");
    }

    @Test
    void letWhatIsUnderWayGoBeforeWhatIsNew() throws Exception {
        letNobodyGiveUp();
        CountDownLatch busy = new CountDownLatch(pool.getMaximumPoolSize());
        CountDownLatch one = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            CountDownLatch free = i == 0 ? one : others;
            all.add(
                    start(
                            Turn.NEW,
                            () -> {
                                busy.countDown();
                                await(free);
                            }));
        }
        await(busy);
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> isNew = start(Turn.NEW, () -> order.add("new"));
        all.add(start(Turn.UNDER_WAY, () -> order.add("under way")));
        waitUntilInLine(2);

        one.countDown();
        isNew.get(30, TimeUnit.SECONDS);

        others.countDown();
        for (CompletableFuture<Void> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        assertThat(order).containsExactly("under way", "new");
    }

    @Test
    void keepNothingOfATransactionThatItsCallerGaveUp() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        long begin = System.nanoTime();

        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        Turn.NEW,
                                        () -> {
                                            insert("late");
                                            await(late);
                                        }))
                .isInstanceOf(QueryTimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        late.countDown();
        write("after");
        assertThat(notes()).containsExactly("after");
    }

    @Test
    void showOneMomentInASnapshot() {
        write("one");

        Group<String, List<@Nullable String>> looks =
                transactions.snapshots(
                        asked -> {
                            assertThat(notes()).containsExactly("one");
                            if (dialect == Dialect.POSTGRESQL) { // SQLite has one connection.
                                write("two");
                            }
                            return asked.stream().map(_ -> notes()).toList();
                        });
        List<@Nullable String> seen = looks.run("anything");

        assertThat(seen).containsExactly("one");
    }

    private CompletableFuture<Void> start(Turn turn, Runnable work) {
        return CompletableFuture.runAsync(
                () -> transactions.run(turn, work), Thread::startVirtualThread);
    }

    private void letNobodyGiveUp() {
        transactions.stop();
        Dialect.patient(pool);
        transactions = transactions();
    }

    private void waitUntilInLine(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> transactions.inLine() == count);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String... texts) {
        transactions.run(Turn.NEW, () -> List.of(texts).forEach(this::insert));
    }

    private void insert(String text) {
        jdbc.sql("insert into note values (:text)").param("text", text).update();
    }

    private List<@Nullable String> notes() {
        return jdbc.sql("select text from note order by text").query(String.class).list();
    }
}
