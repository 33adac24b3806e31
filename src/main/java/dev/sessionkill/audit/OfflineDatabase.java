package dev.sessionkill.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A gateway's database, opened to be read only. */
final class OfflineDatabase {

    private static final int BATCH = 5_000;
    private static final int ANCHORS = 1_000;

    /** SQLite's own number for a connection that only reads. */
    private static final String SQLITE_OPEN_READONLY = "1";

    private OfflineDatabase() {}

    static SingleConnectionDataSource open(String url) {
        SingleConnectionDataSource database = new SingleConnectionDataSource(url, true);
        Properties properties = new Properties();
        if (url.startsWith("jdbc:sqlite:")) {
            properties.setProperty("open_mode", SQLITE_OPEN_READONLY);
        } else {
            properties.setProperty("readOnly", "true");
        }
        database.setConnectionProperties(properties);
        return database;
    }

    /** Holds the chain also against what the database says of itself. */
    static ChainVerifier verifier(DataSource database, List<ChainEnd> anchors) {
        JdbcClient jdbc = JdbcClient.create(database);
        List<ChainEnd> all = new ArrayList<>(anchors);
        all.add(new AuditTable(jdbc).head().end());
        Stream<SignedNote> own = new CheckpointTable(jdbc).newest(ANCHORS).stream();
        own.map(it -> it.checkpoint().end()).forEach(all::add);
        return new ChainVerifier(ChainEnd.GENESIS, all);
    }

    static Optional<Finding> verify(DataSource database, ChainVerifier verifier) {
        AuditTable table = new AuditTable(JdbcClient.create(database));
        Optional<Finding> found =
                verifier.verify(new EventBatches(0, after -> table.after(after, BATCH)));
        // A gateway may have gone on meanwhile, and then its head has too.
        return found.isPresent() ? found : verifier.beyond(table.head().end());
    }
}
