package dev.sessionkill.bench;

import dev.sessionkill.storage.PostgresServer;
import java.nio.file.Path;

/** Where a gateway keeps its record. */
enum Database {
    SQLITE,
    POSTGRESQL;

    /** A new and empty one. */
    String url(Path directory) {
        return switch (this) {
            case SQLITE -> "jdbc:sqlite:" + directory.resolve("gateway.db");
            case POSTGRESQL -> PostgresServer.shared().newDatabase();
        };
    }

    /** As it is written in tables. */
    String title() {
        return switch (this) {
            case SQLITE -> "SQLite";
            case POSTGRESQL -> "PostgreSQL";
        };
    }
}
