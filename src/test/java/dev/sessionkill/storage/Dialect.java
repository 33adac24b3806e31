package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** Where a test that is to run on both databases runs. */
public enum Dialect {
    SQLITE,
    POSTGRESQL;

    /** This one; where there is no such server the test is skipped. */
    public Dialect ifAvailable() {
        switch (this) {
            case SQLITE -> {} // It is a part of the gateway.
            case POSTGRESQL -> PostgresServer.shared();
        }
        return this;
    }

    /** The URL of a new and empty database. */
    public String newDatabase(Path directory) {
        return switch (this) {
            case SQLITE -> "jdbc:sqlite:" + directory.resolve("new/directory/test.db");
            case POSTGRESQL -> PostgresServer.shared().newDatabase();
        };
    }

    /** The same for a test of something else than how long its server lets anybody wait. */
    public String newPatientDatabase(Path directory) {
        return newDatabase(directory)
                + switch (this) {
                    case SQLITE -> "";
                    case POSTGRESQL ->
                            "&options=-c%20lock_timeout=60000%20-c%20statement_timeout=60000";
                };
    }

    /** Opens a database as the gateway does. */
    public static HikariDataSource open(String url) {
        DataSourceProperties properties = new DataSourceProperties();
        properties.setUrl(url);
        HikariDataSource pool = new StorageConfiguration().dataSource(properties);
        pool.setConnectionTimeout(2000);
        return pool;
    }

    /** Lets whoever waits for that database wait for long, where that is not what is tested. */
    public static HikariDataSource patient(HikariDataSource pool) {
        pool.setConnectionTimeout(60_000);
        return pool;
    }

    /** Brings a database to what the gateway expects, as its start does. */
    public static void migrate(HikariDataSource pool) {
        migrate(pool, "latest");
    }

    /** The same up to a version. */
    public static void migrate(HikariDataSource pool, String version) {
        FluentConfiguration flyway = Flyway.configure().dataSource(pool).target(version);
        StorageConfiguration configuration = new StorageConfiguration();
        configuration.migrations(pool).customize(flyway);
        configuration.firstContact().migrate(flyway.load());
    }
}
