package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;

/** Transactions on a PostgreSQL behind a network that a test can spoil. */
@Timeout(120)
abstract class TransactionsOnPostgres {

    /**
     * What the gateway promises is 3 s; a busy machine may add to it. Forty that wait for a silent
     * server one after the other would need longer.
     */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final Duration RECOVERY = Duration.ofSeconds(20);

    private final PostgresServer server = PostgresServer.shared();
    Wire wire;
    String direct;
    private HikariDataSource pool;
    JdbcClient jdbc;
    Transactions transactions;

    @BeforeEach
    void open() throws Exception {
        wire = Wire.to(server.port());
        direct = server.newDatabase();
        pool = Dialect.open(direct.replace(":" + server.port(), ":" + wire.port()));
        jdbc = JdbcClient.create(pool);
        transactions = new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
        jdbc.sql("create table note (text text not null primary key)").update();
    }

    @AfterEach
    void close() throws Exception {
        transactions.stop();
        wire.close();
        pool.close();
    }

    void failsInTime(ThrowingCallable work) {
        long begin = System.nanoTime();
        assertThatThrownBy(work)
                .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
    }

    void recovers() {
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .until(
                        () -> {
                            write("back " + System.nanoTime());
                            return true;
                        });
    }

    void write(String... texts) {
        transactions.run(Turn.NEW, () -> List.of(texts).forEach(this::insert));
    }

    void insert(String text) {
        jdbc.sql("insert into note values (:text)").param("text", text).update();
    }

    List<String> notes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select text from note order by text")) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
