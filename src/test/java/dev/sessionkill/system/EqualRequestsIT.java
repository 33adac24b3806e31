package dev.sessionkill.system;

import dev.sessionkill.storage.Dialect;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EqualRequestsIT {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    @Timeout(180)
    void beginOneKillForEachKeyHoweverManyComeAtOnce(Dialect dialect, @TempDir Path directory)
            throws Exception {
        try (EqualRequests requests = new EqualRequests(dialect, directory)) {
            requests.send(20, 10);
        }
    }
}
