package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.SettingException;
import org.junit.jupiter.api.Test;

class StorageConfigurationTests {

    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/gateway?password=hush";

    @Test
    void saysInOneLineThatThereIsNoDatabase() {
        try (HikariDataSource pool = Dialect.open(NOWHERE)) {
            assertThatThrownBy(() -> Dialect.migrate(pool))
                    .isInstanceOf(SettingException.class)
                    .hasMessage(
                            "spring.datasource.url: no database can be opened there"
                                    + " (SQLSTATE 08001)");
        }
    }

    @Test
    void boundsEveryWaitForPostgresql() {
        try (HikariDataSource pool = Dialect.open(NOWHERE)) {
            assertThat(pool.getMaximumPoolSize()).isGreaterThan(1);
            assertThat(pool.getDataSourceProperties())
                    .containsKeys("connectTimeout", "loginTimeout", "socketTimeout")
                    .extractingByKey("options")
                    .asString()
                    .contains("statement_timeout", "lock_timeout", "idle_in_transaction");
        }
    }
}
