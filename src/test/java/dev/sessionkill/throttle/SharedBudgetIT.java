package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three replicas in one process, over a real PostgreSQL into which a test can reach. */
class SharedBudgetIT {

    private static final Logger log = LoggerFactory.getLogger(SharedBudgetIT.class);
    private static final AccountName ACCOUNT = new AccountName("default");

    private final HikariDataSource database = Dialect.open(PostgresServer.shared().newDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final SendLedger ledger = new SendLedger();
    private final List<CallBudgets> replicas;
    private CompletableFuture<Void> callers = CompletableFuture.completedFuture(null);
    private volatile boolean stopped;

    SharedBudgetIT() {
        Dialect.migrate(database);
        replicas =
                IntStream.range(0, 3)
                        .mapToObj(
                                _ ->
                                        new CallBudgets(
                                                new SimpleMeterRegistry(), Optional.of(database)))
                        .toList();
    }

    @AfterEach
    void close() {
        replicas.forEach(CallBudgets::close);
        database.close();
    }

    @Test
    void isNeverExceededWhileSaturated() {
        saturate();
        whenSent(120);
        stop();

        assertThat(ledger.mostInAnySecond()).isBetween(15, 20);
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000_000, -5_000_000, 900_000, -900_000})
    void isNotExceededWhenTheDatabasesClockIsSet(long micros) {
        saturate();
        whenSent(50);
        setClock(micros);
        whenSent(ledger.size() + 60);
        stop();

        assertThat(ledger.mostInAnySecond()).isBetween(15, 20);
    }

    @Test
    void isNotExceededWhenTheServerCrashesAndGoesOn() {
        saturate();
        whenSent(50);
        crash();
        whenSent(ledger.size() + 60);
        stop();

        assertThat(ledger.mostInAnySecond()).isBetween(15, 20);
    }

    private void saturate() {
        callers =
                CompletableFuture.allOf(
                        replicas.stream()
                                .map(it -> it.open(ACCOUNT, "KillMySqlThreads", 20))
                                .map(it -> new Saturation(it, ledger::add, () -> !stopped))
                                .map(
                                        it ->
                                                CompletableFuture.runAsync(
                                                        () -> it.run(15),
                                                        Thread::startVirtualThread))
                                .toArray(CompletableFuture[]::new));
    }

    private void stop() {
        stopped = true;
        callers.join();
    }

    private void whenSent(int calls) {
        await().atMost(Duration.ofSeconds(60)).until(() -> ledger.size() >= calls);
    }

    private void setClock(long micros) {
        jdbc.sql(
                        """
                        create or replace view budget_clock (now_us) as
                        select cast(floor(extract(epoch from clock_timestamp()) * 1000000)
                                    as bigint) + %d
                        """
                                .formatted(micros))
                .update();
    }

    /**
     * Ends one of the server's processes by force: all the others end too, and what was not on its
     * disk yet is forgotten.
     */
    private static void crash() {
        try {
            PostgresServer.shared()
                    .administer(
                            """
                            do $$ begin
                                execute format(
                                    'copy (select 1) to program %L',
                                    'kill -9 ' || (select pid from pg_stat_activity
                                                    where backend_type = 'client backend'
                                                      and pid <> pg_backend_pid() limit 1));
                            end $$
                            """);
        } catch (SQLException e) {
            log.info("It has taken this connection with it, too.", e);
        }
    }
}
