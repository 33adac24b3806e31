package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.sessions.SessionSettings.ShownSql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SessionSettingsTests {

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void showStatementsUnlessTheOperatorSaysOtherwise() {
        gateway.run(
                it -> assertThat(it.getBean(SessionSettings.class).sql()).isEqualTo(ShownSql.FULL));
    }

    @ParameterizedTest
    @CsvSource({"full, FULL", "digest, DIGEST", "none, NONE", "Digest, DIGEST"})
    void areReadByName(String value, ShownSql sql) {
        gateway.withPropertyValues("gateway.sessions.sql=" + value)
                .run(it -> assertThat(it.getBean(SessionSettings.class).sql()).isEqualTo(sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.sessions.sql=some", "gateway.sessions.sqls=full"})
    void stopTheStartWhenTheyAreWrong(String setting) {
        gateway.withPropertyValues(setting)
                .run(
                        it ->
                                assertThat(it)
                                        .hasFailed()
                                        .getFailure()
                                        .hasMessageContaining("gateway.sessions"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    FULL,   select 1, select 1
                    DIGEST, select 1, select ?
                    NONE,   select 1, -
                    FULL,   -,        -
                    DIGEST, -,        -
                    NONE,   -,        -
                    """)
    void showAsMuchOfAStatement(ShownSql sql, @Nullable String statement, @Nullable String shown) {
        assertThat(sql.of(statement)).isEqualTo(shown);
    }

    @EnableConfigurationProperties(SessionSettings.class)
    static class Settings {}
}
