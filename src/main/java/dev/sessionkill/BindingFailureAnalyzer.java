package dev.sessionkill;

import dev.sessionkill.core.SettingException;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells the operator in one line which setting cannot be read, whether it is the gateway's or
 * Spring Boot's. It goes before Spring Boot's own analyzers, which print the value: it may be a
 * secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class BindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        SettingException refused = findCause(cause, SettingException.class);
        String line = refused == null ? line(cause) : String.valueOf(refused.getMessage());
        return new FailureAnalysis(line, null, cause);
    }

    private static String line(BindException cause) {
        return cause.getCause() instanceof UnboundConfigurationPropertiesException unknown
                ? unknown.getUnboundProperties().stream()
                        .map(it -> it.getName().toString())
                        .sorted()
                        .collect(Collectors.joining(", ", "", ": not a known setting"))
                : unreadable(cause);
    }

    /** Of an object, the one property that it refused. */
    private static String unreadable(BindException cause) {
        ConfigurationProperty property = cause.getProperty();
        return property == null || property.getName().equals(cause.getName())
                ? cause.getName() + ": cannot be read as " + type(cause)
                : property.getName() + ": cannot be used by " + type(cause);
    }

    private static String type(BindException cause) {
        Class<?> type = cause.getTarget().getType().resolve();
        return type == null ? "what it should be" : type.getSimpleName();
    }
}
