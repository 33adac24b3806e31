package dev.sessionkill.system;

import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link EqualRequestsIT} at full size. Runs with {@code ./mvnw verify -Pmeasure}. */
@Tag("measurement")
class EqualRequestsMeasurementIT {

    private static final int PARALLEL = 100;
    private static final int KEYS = 200;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void beginOneKillForEachOfManyKeys(Dialect dialect, @TempDir Path directory) throws Exception {
        long start = System.nanoTime();
        try (EqualRequests requests = new EqualRequests(dialect, directory)) {
            requests.send(PARALLEL, KEYS);
        }
        System.out.printf(
                "EqualRequestsMeasurementIT: %s: %d requests, %d kills, %.0f s%n",
                dialect, PARALLEL * KEYS, KEYS, (System.nanoTime() - start) / 1e9);
    }
}
