package dev.sessionkill;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Settings that are given as JSON can only be in one place. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableJsonFailureAnalyzer extends AbstractFailureAnalyzer<JsonParseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JsonParseException cause) {
        return new FailureAnalysis(
                "spring.application.json (SPRING_APPLICATION_JSON): is not JSON", null, cause);
    }
}
