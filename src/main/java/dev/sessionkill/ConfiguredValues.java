package dev.sessionkill;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * What the operator has set of Spring Boot's settings, to be found by value. The gateway's own are
 * checked where they are read, and the defaults in the jar are sound.
 *
 * @param environment where they are
 */
record ConfiguredValues(Environment environment) {

    private static final List<ConfigurationPropertyName> ROOTS =
            Stream.of("spring", "server", "management", "logging", "springdoc")
                    .map(ConfigurationPropertyName::of)
                    .toList();

    /** Shorter ones, and words such as true, are in too many messages by accident. */
    private static final int SHORTEST = 3;

    /** The longest one counts: a path is in the paths below it. */
    Optional<String> settingWhoseValueIsIn(String message) {
        return StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(source -> source.stream().map(source::getConfigurationProperty))
                .filter(it -> it != null && isOperators(it))
                .map(it -> Map.entry(it.getName().toString(), value(it)))
                .filter(it -> isIn(message, it.getValue()))
                .max(Comparator.comparingInt(it -> it.getValue().length()))
                .map(Map.Entry::getKey);
    }

    private static boolean isOperators(ConfigurationProperty property) {
        return ROOTS.stream().anyMatch(it -> it.isAncestorOf(property.getName()))
                && !(property.getOrigin() instanceof TextResourceOrigin origin
                        && origin.getResource() instanceof ClassPathResource);
    }

    private String value(ConfigurationProperty property) {
        return environment.resolvePlaceholders(String.valueOf(property.getValue()));
    }

    private static boolean isIn(String message, String value) {
        return value.length() >= SHORTEST
                && !value.equals("true")
                && !value.equals("false")
                && Pattern.compile("(?<![\\w.-])" + Pattern.quote(value) + "(?![\\w-])")
                        .matcher(message)
                        .find();
    }
}
