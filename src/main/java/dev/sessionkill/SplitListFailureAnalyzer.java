package dev.sessionkill;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Of a list that is set in several places Spring Boot reads the first place alone. What the others
 * say then looks like settings that nobody knows.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SplitListFailureAnalyzer
        extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

    private final List<ConfigurationPropertySource> sources;

    SplitListFailureAnalyzer(Environment environment) {
        this.sources =
                StreamSupport.stream(
                                ConfigurationPropertySources.get(environment).spliterator(), false)
                        .toList();
    }

    @Override
    protected @Nullable FailureAnalysis analyze(
            Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        List<Optional<ConfigurationPropertyName>> lists =
                cause.getUnboundProperties().stream().map(this::overriddenList).toList();
        // One that really is unknown is what must be put right first.
        return lists.isEmpty() || lists.contains(Optional.<ConfigurationPropertyName>empty())
                ? null
                : new FailureAnalysis(line(lists.getFirst().orElseThrow()), null, cause);
    }

    private static String line(ConfigurationPropertyName list) {
        return list
                + ": is set in several places, and lists are not merged; set the whole list in one"
                + " place";
    }

    /** The list that the setting is in, if a place that goes before its own has that list too. */
    private Optional<ConfigurationPropertyName> overriddenList(ConfigurationProperty setting) {
        ConfigurationPropertyName name = setting.getName();
        return IntStream.range(1, name.getNumberOfElements())
                .filter(name::isNumericIndex)
                .mapToObj(name::chop)
                .filter(it -> !underlying(setting.getSource()).equals(first(it)))
                .findFirst();
    }

    private Object first(ConfigurationPropertyName list) {
        return sources.stream()
                .filter(it -> it.containsDescendantOf(list) == ConfigurationPropertyState.PRESENT)
                .findFirst()
                .map(SplitListFailureAnalyzer::underlying)
                .orElse("nowhere");
    }

    private static Object underlying(@Nullable ConfigurationPropertySource source) {
        Object underlying = source == null ? null : source.getUnderlyingSource();
        return underlying == null ? "unknown" : underlying;
    }
}
