package dev.sessionkill.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.PostgresServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What three replicas, each a process of its own, use of the limit together: figures for
 * docs/measurements.md. Runs with {@code ./mvnw verify -Pmeasure}.
 */
@Tag("measurement")
class SharedBudgetMeasurementIT {

    private static final int SECONDS = 60;

    private final SendLedger ledger = new SendLedger();

    @Test
    void staysBelowTheLimitAndUsesItWithThreeProcesses() throws IOException {
        String url = PostgresServer.shared().newDatabase();
        try (HikariDataSource database = Dialect.open(url)) {
            Dialect.migrate(database);
        }
        List<CompletableFuture<Void>> replicas = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Process process = start(url);
            replicas.add(
                    CompletableFuture.runAsync(() -> read(process), Thread::startVirtualThread));
        }
        replicas.forEach(CompletableFuture::join);

        // All three run by the fifteenth second before the end.
        long end = ledger.last() - Duration.ofSeconds(5).toNanos();
        double rate = ledger.rate(end - Duration.ofSeconds(SECONDS - 20).toNanos(), end);
        System.out.printf(
                "SharedBudgetMeasurementIT: 3 processes: most in any second %d, used %.2f a"
                        + " second%n",
                ledger.mostInAnySecond(), rate);
        assertThat(ledger.mostInAnySecond()).isLessThanOrEqualTo(20);
        assertThat(rate).isGreaterThanOrEqualTo(19.4);
    }

    private static Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BudgetProcess.class.getName(),
                        url,
                        String.valueOf(SECONDS),
                        "15")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines()
                    .filter(it -> it.matches("\\d+"))
                    .forEach(it -> ledger.add(Long.parseLong(it)));
        } catch (IOException e) {
            throw new IllegalStateException("a replica broke off", e);
        }
    }
}
