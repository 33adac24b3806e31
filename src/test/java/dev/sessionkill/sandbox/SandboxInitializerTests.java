package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SandboxInitializerTests {

    @Test
    void startsNothingWithoutTheProfile() {
        try (var context = start("other")) {
            assertThat(context.getBeansOfType(SandboxServer.class)).isEmpty();
            assertThat(context.getEnvironment().getProperty("gateway.accounts.default.endpoint"))
                    .isNull();
        }
    }

    @Test
    void refusesItsSettingsWithoutTheProfile() {
        assertThatThrownBy(() -> start("other", "--gateway.sandbox.latency=0s"))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("gateway.sandbox.latency: is for the profile sandbox only");
    }

    @Test
    void becomesTheGatewaysOneAccountAndIssuer() {
        try (var context = start("sandbox")) {
            SandboxServer server = context.getBean(SandboxServer.class);
            Environment environment = context.getEnvironment();

            assertThat(bound(environment, "gateway.accounts.default"))
                    .containsEntry("endpoint", server.endpoint())
                    .containsEntry("region", "ap-guangzhou")
                    .containsKeys("regions", "credentials");
            assertThat(environment.getProperty("gateway.accounts.default.credentials.secret-key"))
                    .isEqualTo(server.options().secretKey());
            assertThat(environment.getProperty("gateway.access.issuers[0].uri"))
                    .isEqualTo(server.endpoint() + "/issuer");
            assertThat(environment.getProperty("gateway.access.issuers[0].jwk-set-uri"))
                    .isEqualTo(server.endpoint() + "/issuer/jwks");
            assertThat(server.options().latency()).isEqualTo(Duration.ofMillis(80));
            assertThat(server.options().rules().callsPerSecond()).isEqualTo(20);
        }
    }

    @Test
    void letsDbasDoEverythingAndReportingLittle() {
        try (var context = start("sandbox")) {
            var grants =
                    Binder.get(context.getEnvironment())
                            .bind("gateway.access.grants", Bindable.listOf(Grant.class))
                            .get();

            assertThat(grants)
                    .containsExactly(
                            new Grant(
                                    List.of("group:dba"),
                                    List.of("LIST", "KILL", "AUDIT"),
                                    List.of("*"),
                                    List.of("*"),
                                    100),
                            new Grant(
                                    List.of("group:reporting"),
                                    List.of("LIST", "KILL"),
                                    List.of("cdb-sandbox2"),
                                    List.of("report*"),
                                    10));
        }
    }

    @Test
    void leavesAConfiguredIssuerAlone() {
        try (var context =
                start("sandbox", "--gateway.access.issuers[0].uri=https://login.example.com")) {
            assertThat(context.getEnvironment().getProperty("gateway.access.issuers[0].uri"))
                    .isEqualTo("https://login.example.com");
            assertThat(
                            context.getEnvironment()
                                    .getProperty("gateway.access.issuers[0].jwk-set-uri"))
                    .isNull();
        }
    }

    @Test
    void closesItsServerWithTheContext() {
        SandboxServer server;
        try (var context = start("sandbox", "--gateway.sandbox.latency=0s")) {
            server = context.getBean(SandboxServer.class);
            assertThat(server.options().latency()).isZero();
        }

        assertThatThrownBy(() -> new WireClient(server)).isInstanceOf(ConnectException.class);
    }

    @Test
    void refusesToStandBesideAForeignAccount() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> start("sandbox", "--gateway.accounts.prod.region=ap-guangzhou"))
                .withMessageStartingWith("gateway.accounts.prod.region: ")
                .withMessageContaining("profile sandbox");
    }

    @Test
    void refusesToStandBesideAForeignAccountFromTheEnvironment() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.addActiveProfile("sandbox");
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of("GATEWAY_ACCOUNTS_DEFAULT_CREDENTIALS_SECRETID", "AKID")));
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);

            assertThatExceptionOfType(SettingException.class)
                    .isThrownBy(() -> new SandboxInitializer().initialize(context))
                    .withMessageContaining("gateway.accounts.default.credentials.secretid");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --gateway.sandbox.latency=soon                        | gateway.sandbox.latency: .*
                    --gateway.sandbox.latency=-1s                         | gateway.sandbox.latency: .*
                    --gateway.sandbox.calls-per-second=-1                 | gateway.sandbox.calls-per-second: .*
                    --gateway.sandbox.latnecy=1s                          | gateway.sandbox.latnecy: not a known setting
                    --gateway.sandbox.mysql.uri=jdbc:mariadb://127.0.0.1/ | gateway.sandbox.mysql.uri: not a known setting
                    --gateway.sandbox.mysql.url=jdbc:mysql://127.0.0.1/   | gateway.sandbox.mysql.url: must be like .*
                    --gateway.sandbox.mysql.url=jdbc:mariadb://127.0.0.1:1/ | gateway.sandbox.mysql.url: no server answers .*
                    """)
    void refusesAWrongSettingInOneLine(String argument, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> start("sandbox", argument))
                .satisfies(it -> assertThat(it.getMessage()).matches(message));
    }

    @Test
    void givesTheServerOnlyTheCredentialsThatItMade() throws IOException {
        try (var context = start("sandbox", "--gateway.sandbox.latency=0s");
                WireClient client = new WireClient(context.getBean(SandboxServer.class))) {
            assertThat(client.prepare("cdb-sandbox1", 1001).threads()).isEqualTo("[1001]");
        }
    }

    /** As the gateway reads it, for as much as is asserted here. */
    record Grant(
            List<String> callers,
            List<String> actions,
            List<String> instances,
            List<String> users,
            int maxSessions) {}

    static class Nothing {}

    private static Map<String, Object> bound(Environment environment, String name) {
        return Binder.get(environment).bind(name, Bindable.mapOf(String.class, Object.class)).get();
    }

    private static ConfigurableApplicationContext start(String profile, String... arguments) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles(profile)
                .run(arguments);
    }
}
