package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.SettingException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class KnownSettingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.accounts.default.region",
                "gateway.access.issuers[0].uri",
                "gateway.kill.max-wait",
                "gateway.audit.signing-key",
                "gateway.sandbox.latency",
                "gateway.Kill.wait",
                "gateways.port",
                "server.port",
                "my.gateway.port"
            })
    void letsWhatIsKnownOrAnothersPass(String name) {
        assertThatCode(() -> check(new MapPropertySource("file", Map.of(name, "x"))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.kills.max-wait",
                "gateway.port",
                "gateway.kill-s.wait",
                "gateway.a[0]"
            })
    void refusesAGroupThatNobodyReads(String name) {
        assertThatThrownBy(() -> check(new MapPropertySource("file", Map.of(name, "canary"))))
                .isInstanceOf(SettingException.class)
                .hasMessage(name + ": not a known setting");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "gateway.kill", "gateway.access", "gateway.accounts"})
    void refusesAValueWhereSettingsBelong(String name) {
        assertThatThrownBy(() -> check(new MapPropertySource("file", Map.of(name, "canary"))))
                .isInstanceOf(SettingException.class)
                .hasMessage(name + ": must hold settings, not one value");
    }

    /** So is a group in YAML of which every line is commented out. */
    @Test
    void letsAnEmptyGroupPass() {
        assertThatCode(() -> check(new MapPropertySource("file", Map.of("gateway.kill", ""))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.kill.require-identiy",
                "gateway.kill.protected[0].usr",
                "gateway.kill.protected.user",
                "gateway.kill.wait.x",
                "gateway.access.grants[0].maxSession",
                "gateway.accounts.prod.end-point.x",
                "gateway.accounts.prod.credentials.secretid2"
            })
    void refusesASystemPropertyThatIsNoSetting(String name) {
        assertThatThrownBy(() -> check(systemProperty(name)))
                .isInstanceOf(SettingException.class)
                .hasMessageEndingWith(": not a known setting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.kill.require-identity",
                "gateway.kill.requireIdentity",
                "gateway.kill.protected[0].user",
                "gateway.access.grants[12].callers[3]",
                "gateway.access.grants[0].callers",
                "gateway.access.grants[0].max_sessions",
                "gateway.accounts.prod-eu.endpoint",
                "gateway.accounts.[prod.eu].credentials.assume-role.role-arn",
                "gateway.sandbox.mysql.url"
            })
    void letsASystemPropertyPassThatIsASetting(String name) {
        assertThatCode(() -> check(systemProperty(name))).doesNotThrowAnyException();
    }

    private static PropertySource<?> systemProperty(String name) {
        Properties properties = new Properties();
        properties.setProperty(name, "canary");
        return new PropertiesPropertySource(
                StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, properties);
    }

    /** Kubernetes puts these into every pod beside a service that is called gateway. */
    @Test
    void doesNotMistakeTheEnvironmentForSettings() {
        assertThatCode(
                        () ->
                                check(
                                        new SystemEnvironmentPropertySource(
                                                StandardEnvironment
                                                        .SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                                Map.of(
                                                        "GATEWAY_PORT", "tcp://10.0.0.1:80",
                                                        "GATEWAY_SERVICE_HOST", "10.0.0.1"))))
                .doesNotThrowAnyException();
    }

    private static void check(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove("systemEnvironment");
        environment.getPropertySources().addFirst(source);
        ConfigurationPropertySources.attach(environment);
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("environment", environment);
        new KnownSettings().postProcessBeanFactory(beans);
    }
}
