package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

class TransactionMetersTests {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void countWhoWaitsForAConnection(@TempDir Path directory) {
        CountDownLatch release = new CountDownLatch(1);
        try (HikariDataSource pool = Dialect.open(Dialect.SQLITE.newDatabase(directory))) {
            Transactions transactions =
                    new Transactions(new JdbcTransactionManager(pool), pool, Spans.NONE);
            var _ = new TransactionMeters(meters, transactions);
            assertThat(queued()).isZero();

            for (int i = 0; i < pool.getMaximumPoolSize() + 2; i++) {
                Thread.ofVirtual().start(() -> transactions.run(Turn.NEW, () -> held(release)));
            }

            await().until(() -> queued() == 2);
            release.countDown();
            await().until(() -> queued() == 0);
            transactions.stop();
        }
    }

    private static void held(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double queued() {
        return meters.get("gateway.database.queued").gauge().value();
    }
}
