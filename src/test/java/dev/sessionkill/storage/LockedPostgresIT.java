package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.storage.Transactions.Turn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Locks on PostgreSQL: nobody waits for one for long, and nobody who is silent keeps one. */
class LockedPostgresIT extends TransactionsOnPostgres {

    @Test
    void doesNotWaitForALockForLong() throws Exception {
        try (Connection other = DriverManager.getConnection(direct);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table note");

            failsInTime(() -> write("locked out"));
        }

        write("free");
        assertThat(notes()).containsExactly("free");
    }

    @Test
    void doesNotHoldALockForLongWhenTheClientFallsSilent() throws Exception {
        CompletableFuture<Void> silent =
                CompletableFuture.runAsync(
                        () ->
                                transactions.run(
                                        Turn.NEW,
                                        () -> {
                                            jdbc.sql("lock table note").update();
                                            wire.silence();
                                            insert("stuck");
                                        }),
                        Thread::startVirtualThread);

        assertThatThrownBy(() -> silent.get(10, TimeUnit.SECONDS)).isNotNull();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> insertDirectly("other"));
    }

    private void insertDirectly(String text) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = 500");
            statement.executeUpdate("insert into note values ('" + text + "')");
        }
    }
}
