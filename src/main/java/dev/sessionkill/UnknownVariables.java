package dev.sessionkill;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Warns of variables that look like settings of the gateway and are none. They do not stop the
 * start, as in a file they would: others may write there too.
 */
@Component
class UnknownVariables implements BeanFactoryPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(UnknownVariables.class);

    /** What a pod is told of the services around it, here of those called gateway or gateway-x. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile(
                    "GATEWAY_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?"
                            + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfigurableEnvironment environment = beans.getBean(ConfigurableEnvironment.class);
        boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
        Predicate<String> known =
                SettingNames.variables(it -> sandbox || !it.startsWith("sandbox."));
        String unknown =
                environment.getSystemEnvironment().keySet().stream()
                        .filter(it -> it.startsWith("GATEWAY_"))
                        .filter(known.negate())
                        .filter(it -> !OF_KUBERNETES.matcher(it).matches())
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            log.warn(
                    "No setting goes by the name of the variable {}: it changes nothing by itself.",
                    unknown);
        }
    }
}
