package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the database so that a committed transaction is on disk, whichever dialect it speaks. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    private static final String COMMON = "classpath:db/migration/common";
    private static final String OWN = "classpath:db/migration/";

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        HikariDataSource pool =
                properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        String url = properties.determineUrl();
        if (Sqlite.isMeant(url)) {
            Sqlite.prepare(pool, url);
        } else if (Postgresql.isMeant(url)) {
            Postgresql.prepare(pool);
        }
        return pool;
    }

    @Bean
    FlywayConfigurationCustomizer migrations(HikariDataSource pool) {
        boolean postgresql = Postgresql.isMeant(pool.getJdbcUrl());
        return flyway -> {
            flyway.locations(COMMON, OWN + (postgresql ? "postgresql" : "sqlite"));
            if (postgresql) {
                flyway.dataSource(Postgresql.patient(pool));
            }
        };
    }

    /** The first contact: where there is no database, that is said in one line. */
    @Bean
    FlywayMigrationStrategy firstContact() {
        return flyway -> {
            try {
                flyway.migrate();
            } catch (FlywayException e) {
                throw unreachable(e).<RuntimeException>map(StorageConfiguration::refused).orElse(e);
            }
        };
    }

    private static SettingException refused(String state) {
        return new SettingException(
                "spring.datasource.url",
                "no database can be opened there (SQLSTATE %s)".formatted(state));
    }

    /** SQLSTATEs for: no connection, no such user, no such database, full, or starting. */
    private static Optional<String> unreachable(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(it -> String.valueOf(((SQLException) it).getSQLState()))
                .filter(it -> it.matches("(08|28|3D|53|57P).*"))
                .findFirst();
    }
}
