package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database so that a committed transaction is on disk, whichever dialect it speaks. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final String SQLITE = "jdbc:sqlite:";

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        HikariDataSource pool =
                properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        if (properties.determineUrl().startsWith(SQLITE)) {
            createDirectory(properties.determineUrl().substring(SQLITE.length()));
            openDurably(pool);
        }
        return pool;
    }

    /**
     * SQLite lets one connection write at a time. A pool of one makes the others wait in the pool's
     * fair line and for as long as the pool's timeout says, instead of in SQLite's busy loop.
     */
    private static void openDurably(HikariDataSource pool) {
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
