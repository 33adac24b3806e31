package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
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

    /** Tables of another application, or migrations that are not those of this gateway. */
    private static final Set<ErrorCode> ANOTHERS =
            Set.of(
                    CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE,
                    CoreErrorCode.VALIDATE_ERROR);

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

    /** The first contact: a database that cannot be used is said in one line. */
    @Bean
    FlywayMigrationStrategy firstContact() {
        return flyway -> {
            try {
                flyway.migrate();
            } catch (FlywayException e) {
                throw told(e);
            }
        };
    }

    private static RuntimeException told(FlywayException failure) {
        Optional<String> refusal = refusal(failure);
        if (refusal.isPresent()) {
            return refused("no database can be opened there (" + refusal.get() + ")", failure);
        }
        if (causes(failure).anyMatch(Postgresql::forbidsIt)) {
            return refused("its user may not create tables there", failure);
        }
        return ANOTHERS.contains(failure.getErrorCode())
                ? refused(
                        "the schema there is not as this gateway made it ("
                                + failure.getErrorCode()
                                + "); give it a database of its own, or restore it",
                        failure)
                : failure;
    }

    private static RuntimeException refused(String why, FlywayException cause) {
        SettingException refused = new SettingException(URL, why);
        refused.initCause(cause);
        return refused;
    }

    private static Optional<String> refusal(Throwable failure) {
        return causes(failure)
                .flatMap(it -> Postgresql.refusal(it).or(() -> Sqlite.refusal(it)).stream())
                .findFirst();
    }

    private static Stream<SQLException> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(it -> it instanceof SQLException e ? Stream.of(e) : Stream.empty());
    }
}
