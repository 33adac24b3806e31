package dev.sessionkill.sandbox;

import dev.sessionkill.core.SettingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * In the profile {@code sandbox}, and only there, starts a sandbox and makes it the gateway's one
 * account. It runs before there are beans, because the account is a setting like any other.
 */
final class SandboxInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxInitializer.class);
    private static final ConfigurationPropertyName ACCOUNTS =
            ConfigurationPropertyName.of("gateway.accounts");
    private static final ConfigurationPropertyName ISSUERS =
            ConfigurationPropertyName.of("gateway.access.issuers");

    private static final ConfigurationPropertyName SETTINGS =
            ConfigurationPropertyName.of("gateway.sandbox");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!environment.acceptsProfiles(Profiles.of("sandbox"))) {
            refuseSettingsOfNone(environment);
            return;
        }
        configured(environment, ACCOUNTS)
                .ifPresent(
                        it -> {
                            throw new SettingException(
                                    it.toString(),
                                    "is an account of yours, beside which the profile sandbox does"
                                            + " not start; remove the one or the other");
                        });
        boolean foreignIssuer = configured(environment, ISSUERS).isPresent();
        SandboxServer server = SandboxServer.start(SandboxSettings.of(environment).options());
        register(context, server);
        LOG.info(
                "The sandbox at {} plays DBbrain with the instances {};"
                        + " POST /sandbox/tokens now gives anybody a token",
                server.endpoint(),
                server.instances().names());
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("sandbox", settings(server, foreignIssuer)));
    }

    /** Variables may be another's: Kubernetes names some after the services around. */
    private static void refuseSettingsOfNone(ConfigurableEnvironment environment) {
        names(environment, it -> !(it instanceof SystemEnvironmentPropertySource))
                .filter(SETTINGS::isAncestorOf)
                .findFirst()
                .ifPresent(
                        it -> {
                            throw new SettingException(
                                    it.toString(),
                                    "is for the profile sandbox only; remove it, or try the"
                                            + " gateway with --spring.profiles.active=sandbox");
                        });
    }

    /** Registered first, so destroyed last: what is under way may still end properly. */
    private static void register(ConfigurableApplicationContext context, SandboxServer server) {
        if (context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
            beans.registerSingleton("sandboxServer", server);
            beans.registerDisposableBean("sandboxServer", server::close);
        }
    }

    private static Map<String, Object> settings(SandboxServer server, boolean foreignIssuer) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("gateway.accounts.default.endpoint", server.endpoint());
        settings.put("gateway.accounts.default.region", "ap-guangzhou");
        settings.put("gateway.accounts.default.regions[0]", "ap-guangzhou");
        settings.put("gateway.accounts.default.credentials.secret-id", server.options().secretId());
        settings.put(
                "gateway.accounts.default.credentials.secret-key", server.options().secretKey());
        if (!foreignIssuer) {
            settings.put("gateway.access.issuers[0].uri", server.issuer().issuer());
            settings.put("gateway.access.issuers[0].jwk-set-uri", server.issuer().jwkSetUri());
        }
        return settings;
    }

    private static Optional<ConfigurationPropertyName> configured(
            ConfigurableEnvironment environment, ConfigurationPropertyName parent) {
        return names(environment, _ -> true)
                .filter(it -> parent.equals(it) || parent.isAncestorOf(it))
                .findFirst();
    }

    private static Stream<ConfigurationPropertyName> names(
            ConfigurableEnvironment environment, Predicate<@Nullable Object> sources) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(it -> sources.test(it.getUnderlyingSource()))
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream);
    }
}
