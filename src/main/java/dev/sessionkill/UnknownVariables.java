package dev.sessionkill;

import java.util.List;
import java.util.Locale;
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

    /** A name, a list's index and what may be one value or several are written as in the README. */
    static final List<String> SETTINGS =
            """
            accounts.<name>.endpoint
            accounts.<name>.region
            accounts.<name>.regions[]
            accounts.<name>.calls-per-second
            accounts.<name>.call-timeout
            accounts.<name>.credentials.directory
            accounts.<name>.credentials.secret-id
            accounts.<name>.credentials.secret-key
            accounts.<name>.credentials.token
            accounts.<name>.credentials.tke
            accounts.<name>.credentials.cvm-role
            accounts.<name>.credentials.metadata-uri
            accounts.<name>.credentials.sts-endpoint
            accounts.<name>.credentials.assume-role.role-arn
            accounts.<name>.credentials.assume-role.session-name
            accounts.<name>.credentials.assume-role.duration
            accounts.<name>.credentials.assume-role.external-id
            accounts.<name>.credentials.assume-role.directory
            accounts.<name>.credentials.assume-role.secret-id
            accounts.<name>.credentials.assume-role.secret-key
            accounts.<name>.credentials.assume-role.token
            access.issuers[].uri
            access.issuers[].jwk-set-uri
            access.issuers[].audience
            access.issuers[].caller-claim
            access.issuers[].groups-claim
            access.grants[].callers[]
            access.grants[].actions[]
            access.grants[].accounts[]
            access.grants[].instances[]
            access.grants[].users[]
            access.grants[].databases[]
            access.grants[].max-sessions
            access.grants[].weight
            access.grants[].urgent
            access.deny[].callers[]
            access.deny[].actions[]
            access.deny[].accounts[]
            access.deny[].instances[]
            access.deny[].users[]
            access.deny[].databases[]
            access.requests-per-second
            kill.wait
            kill.max-wait
            kill.deadline
            kill.queue-limit
            kill.queue-limit-per-caller
            kill.verify-for
            kill.require-identity
            kill.protected[].user
            kill.protected[].host
            kill.protected[].db
            kill.protected[].command
            kill.protected[].state
            sessions.sql
            audit.signing-key
            audit.checkpoint-every
            audit.checkpoint-to
            audit.origin
            sandbox.latency
            sandbox.calls-per-second
            sandbox.mysql.url
            sandbox.mysql.username
            sandbox.mysql.password
            sandbox.mysql.instances[]
            """
                    .lines()
                    .toList();

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
        Pattern known = known(it -> sandbox || !it.startsWith("sandbox."));
        String unknown =
                environment.getSystemEnvironment().keySet().stream()
                        .filter(it -> it.startsWith("GATEWAY_"))
                        .filter(it -> !known.matcher(it).matches())
                        .filter(it -> !OF_KUBERNETES.matcher(it).matches())
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            log.warn(
                    "No setting goes by the name of the variable {}: it changes nothing by itself.",
                    unknown);
        }
    }

    private static Pattern known(Predicate<String> settings) {
        return SETTINGS.stream()
                .filter(settings)
                .map(UnknownVariables::variable)
                .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile));
    }

    /** Spring Boot takes a dash that is left out, and one that is an underscore. */
    private static String variable(String setting) {
        return "GATEWAY_"
                + setting.toUpperCase(Locale.ROOT)
                        .replace("<NAME>", "\\w+")
                        .replaceAll("\\[]$", "(_\\\\d+)?")
                        .replace("[]", "_\\d+")
                        .replace('.', '_')
                        .replace("-", "_?");
    }
}
