package dev.sessionkill;

import dev.sessionkill.core.SettingException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Refuses a group of settings that the gateway does not have, and a value where a group belongs:
 * either would otherwise be ignored as a whole. The names inside of a group are checked where it is
 * read, but for those of system properties, which Spring Boot leaves out there.
 */
@Component
class KnownSettings implements BeanFactoryPostProcessor {

    private static final ConfigurationPropertyName GATEWAY =
            ConfigurationPropertyName.of("gateway");
    private static final Set<String> GROUPS =
            Set.of("accounts", "access", "audit", "sessions", "kill", "sandbox");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (ConfigurationPropertySource source :
                ConfigurationPropertySources.get(beans.getBean(Environment.class))) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !isEnvironment(source)) {
                iterable.stream().filter(KnownSettings::isOurs).forEach(it -> check(it, source));
            }
        }
    }

    /**
     * Others write there too: Kubernetes sets GATEWAY_PORT in every pod beside a service that is
     * called gateway. Spring Boot's own check of names leaves it out as well.
     */
    private static boolean isEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    }

    private static boolean isSystemProperties(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> properties
                && properties
                        .getName()
                        .equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    }

    private static boolean isOurs(ConfigurationPropertyName name) {
        return GATEWAY.isAncestorOf(name) || GATEWAY.equals(name);
    }

    private static void check(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        if (name.getNumberOfElements() > 1
                && !GROUPS.contains(name.getElement(1, ConfigurationPropertyName.Form.UNIFORM))) {
            throw new SettingException(name.toString(), "not a known setting");
        }
        if (name.getNumberOfElements() < 3 && !isEmpty(source.getConfigurationProperty(name))) {
            throw new SettingException(name.toString(), "must hold settings, not one value");
        }
        if (name.getNumberOfElements() > 2
                && isSystemProperties(source)
                && !SettingNames.isKnown(name)) {
            throw new SettingException(name.toString(), "not a known setting");
        }
    }

    /** So is a group in YAML of which every line is commented out. */
    private static boolean isEmpty(@Nullable ConfigurationProperty property) {
        return property == null || property.getValue().toString().isBlank();
    }
}
