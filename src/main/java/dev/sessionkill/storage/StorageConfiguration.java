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

    private static final String URL = "spring.datasource.url";
    private static final String COMMON = "classpath:db/migration/common";
    private static final String OWN = "classpath:db/migration/";

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties) {
        String url = properties.getUrl();
        boolean sqlite = url != null && Sqlite.isMeant(url);
        if (url == null || !(sqlite || Postgresql.isMeant(url))) {
            throw new SettingException(URL, "must begin with jdbc:sqlite: or jdbc:postgresql:");
        }
        HikariDataSource pool =
                properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
        if (sqlite) {
            Sqlite.prepare(pool, url);
        } else {
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
                throw refusal(e).<RuntimeException>map(StorageConfiguration::refused).orElse(e);
            }
        };
    }

    private static SettingException refused(String why) {
        return new SettingException(URL, "no database can be opened there (" + why + ")");
    }

    private static Optional<String> refusal(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(
                        it ->
                                it instanceof SQLException e
                                        ? Postgresql.refusal(e).or(() -> Sqlite.refusal(e)).stream()
                                        : Stream.empty())
                .findFirst();
    }
}
