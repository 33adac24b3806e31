package dev.sessionkill;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** The names of all settings of the gateway, and the ways in which each may be written. */
final class SettingNames {

    /** A name, a list's index and what may be one value or several are written as in the README. */
    static final List<String> ALL =
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

    private static final Predicate<String> PROPERTIES = matcher(it -> true, SettingNames::property);

    private SettingNames() {}

    /** Whether an environment variable is one of those settings. */
    static Predicate<String> variables(Predicate<String> settings) {
        return matcher(settings, SettingNames::variable);
    }

    /** Whether that is a setting, however it is written: {@code maxWait} is {@code max-wait}. */
    static boolean isKnown(ConfigurationPropertyName name) {
        StringBuilder uniform = new StringBuilder();
        for (int i = 1; i < name.getNumberOfElements(); i++) {
            uniform.append(name.isNumericIndex(i) ? "[]" : "." + name.getElement(i, Form.UNIFORM));
        }
        return PROPERTIES.test(uniform.toString());
    }

    private static Predicate<String> matcher(
            Predicate<String> settings, UnaryOperator<String> pattern) {
        return ALL.stream()
                .filter(settings)
                .map(pattern)
                .collect(Collectors.collectingAndThen(Collectors.joining("|"), Pattern::compile))
                .asMatchPredicate();
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

    private static String property(String setting) {
        return "\\."
                + setting.replace("-", "")
                        .replace(".", "\\.")
                        .replace("<name>", ".+")
                        .replaceAll("\\[]$", "(\\\\[])?")
                        .replaceAll("\\[](?!\\))", "\\\\[]");
    }
}
