package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.SettingException;
import dev.sessionkill.throttle.CallBudgets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DistinctNamesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                    .withUserConfiguration(CallBudgets.class, AccountConfiguration.class);

    @ParameterizedTest
    @CsvSource({"prod, PROD", "prod_eu, prodeu", "cn-1, cn1", "a-b-c, a_bC"})
    void areNotThoseThatSpringBootConfuses(String one, String other) {
        account(account(runner, one), other)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .hasMessageContaining("is the same name as "));
    }

    @ParameterizedTest
    @CsvSource({"prod/eu", "'prod eu'", "prodü"})
    void areRefusedAsTheyAreWritten(String name) {
        account(runner, name)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .hasMessageStartingWith("gateway.accounts." + name + ": "));
    }

    @Test
    void mayHaveADotBetweenBrackets() {
        account(account(runner, "[prod.eu]"), "prod-us")
                .run(
                        context ->
                                assertThat(context.getBean(Accounts.class).names())
                                        .containsExactlyInAnyOrder(
                                                new AccountName("prod.eu"),
                                                new AccountName("prod-us")));
    }

    @Test
    void areNotMadeTwiceByAnEnvironmentVariable() {
        account(runner, "prod-us")
                .withInitializer(
                        it ->
                                it.getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new SystemEnvironmentPropertySource(
                                                        "systemEnvironment",
                                                        Map.of(
                                                                "GATEWAY_ACCOUNTS_PRODUS_REGION",
                                                                "ap-beijing"))))
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .hasMessageStartingWith(
                                                "gateway.accounts.produs: is the same name as"
                                                        + " prod-us"));
    }

    @Test
    void areSaidToBeTheSame() {
        assertThatThrownBy(() -> DistinctNames.check(List.of("cn-1", "cn-2", "cn1")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("gateway.accounts.cn1")
                .hasMessageContaining("cn-1");
        assertThatCode(() -> DistinctNames.check(List.of("cn-1", "cn-2")))
                .doesNotThrowAnyException();
    }

    private static ApplicationContextRunner account(ApplicationContextRunner runner, String name) {
        String prefix = "gateway.accounts." + name + ".";
        return runner.withPropertyValues(
                prefix + "endpoint=http://127.0.0.1:9",
                prefix + "region=ap-guangzhou",
                prefix + "credentials.secret-id=hunter1",
                prefix + "credentials.secret-key=hunter2");
    }
}
