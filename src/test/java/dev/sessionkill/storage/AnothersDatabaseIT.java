package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A start on a database that can be opened, but is not one for the gateway. */
class AnothersDatabaseIT {

    private static final String SCHEMA =
            "spring.datasource.url: the schema there is not as this gateway made it (";
    private static final String REMEDY = "); give it a database of its own, or restore it";

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void isRefusedInOneLineWhenItHoldsAnothersTables(Dialect dialect) {
        try (HikariDataSource pool = open(dialect)) {
            JdbcClient.create(pool).sql("create table orders (id int)").update();

            refused(pool, SCHEMA + "NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE" + REMEDY);
            assertThat(JdbcClient.create(pool).sql("select * from orders").query().listOfRows())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedInOneLineWhenItsMigrationsAreOthers(Dialect dialect) {
        try (HikariDataSource pool = open(dialect)) {
            Dialect.migrate(pool, "2");
            JdbcClient.create(pool)
                    .sql("update flyway_schema_history set checksum = 1 where version = '2'")
                    .update();

            refused(pool, SCHEMA + "VALIDATE_ERROR" + REMEDY);
        }
    }

    @Test
    void isRefusedInOneLineWhenNothingMayBeCreatedInIt() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        server.administer("create role reader login password 'hush'");
        String url = server.newDatabase().replaceFirst("user=\\w+", "user=reader");
        try (HikariDataSource pool =
                Dialect.open(url.replaceFirst("password=\\w+", "password=hush"))) {
            refused(pool, "spring.datasource.url: its user may not create tables there");
        }
    }

    private HikariDataSource open(Dialect dialect) {
        return Dialect.open(dialect.ifAvailable().newDatabase(directory));
    }

    private static void refused(HikariDataSource pool, String line) {
        assertThat(catchThrowable(() -> Dialect.migrate(pool)))
                .isInstanceOf(SettingException.class)
                .hasMessage(line);
    }
}
