package dev.sessionkill;

import dev.sessionkill.core.SettingException;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Refuses a group of settings that the gateway does not have: a misspelt group would otherwise be
 * ignored as a whole. The names inside of a group are checked where it is read.
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
                iterable.stream().filter(GATEWAY::isAncestorOf).forEach(KnownSettings::check);
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

    private static void check(ConfigurationPropertyName name) {
        String group = name.getElement(1, ConfigurationPropertyName.Form.UNIFORM);
        if (!GROUPS.contains(group)) {
            throw new SettingException(name.toString(), "not a known setting");
        }
    }
}
