package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.SQLiteException;

/** How SQLite is opened. */
final class Sqlite {

    private static final String PREFIX = "jdbc:sqlite:";

    private static final Pattern UNUSABLE =
            Pattern.compile(
                    "SQLITE_(CANTOPEN|NOTADB|CORRUPT|READONLY|PERM|AUTH|IOERR|FULL|BUSY|LOCKED)"
                            + "(_.*)?");

    private Sqlite() {}

    static boolean isMeant(String url) {
        return url.startsWith(PREFIX);
    }

    /** A file that is none of its databases, may not be opened, or cannot be written. */
    static Optional<String> refusal(SQLException failure) {
        return failure instanceof SQLiteException it
                ? Optional.of(it.getResultCode().name()).filter(UNUSABLE.asMatchPredicate())
                : Optional.empty();
    }

    /**
     * SQLite lets one connection write at a time. A pool of one makes the others wait in the pool's
     * fair line and for as long as the pool's timeout says, instead of in SQLite's busy loop.
     */
    static void prepare(HikariDataSource pool, String url) {
        createDirectory(url.substring(PREFIX.length()));
        pool.setMaximumPoolSize(1);
        pool.addDataSourceProperty("journal_mode", "WAL");
        pool.addDataSourceProperty("synchronous", "FULL");
        pool.addDataSourceProperty("foreign_keys", "true");
        pool.addDataSourceProperty("busy_timeout", "800");
    }

    private static void createDirectory(String file) {
        int options = file.indexOf('?');
        Path directory = Path.of(options < 0 ? file : file.substring(0, options)).getParent();
        if (directory == null || file.startsWith(":memory:")) {
            return;
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SettingException(
                    "spring.datasource.url", "the directory " + directory + " cannot be created");
        }
    }
}
