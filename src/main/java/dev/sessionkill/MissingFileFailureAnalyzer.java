package dev.sessionkill;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells the operator in one line that a file with settings is not there, and who wants it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingFileFailureAnalyzer extends AbstractFailureAnalyzer<ConfigDataNotFoundException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigDataNotFoundException cause) {
        String line =
                "%s: %s does not exist"
                        .formatted(setting(cause.getOrigin()), cause.getReferenceDescription());
        return new FailureAnalysis(line, null, cause);
    }

    /** Only what another file imports has an origin. */
    private static String setting(@Nullable Origin origin) {
        return origin instanceof PropertySourceOrigin || origin instanceof TextResourceOrigin
                ? "spring.config.import"
                : "spring.config.location, .additional-location or .import";
    }
}
