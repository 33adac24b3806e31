package dev.sessionkill;

import dev.sessionkill.core.SettingException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells the operator in one line which setting of the gateway cannot be read. It goes before Spring
 * Boot's own analyzers, which print the value: of a misspelt name it may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class BindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!cause.getName().toString().startsWith("gateway")) {
            return null;
        }
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
                : cause.getName() + ": cannot be read as " + type(cause);
    }

    private static String type(BindException cause) {
        Class<?> type = cause.getTarget().getType().resolve();
        return type == null ? "what it should be" : type.getSimpleName();
    }
}
