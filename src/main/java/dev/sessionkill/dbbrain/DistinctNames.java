package dev.sessionkill.dbbrain;

import dev.sessionkill.core.SettingException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Refuses names of accounts that Spring Boot's relaxed binding confuses. To it {@code cn-1}, {@code
 * cn_1} and {@code CN1} are one name, so that each such account would get settings of the others;
 * and of {@code prod/eu} it silently makes {@code prodeu}.
 */
final class DistinctNames {

    private static final String ACCOUNTS = "gateway.accounts.";

    private DistinctNames() {}

    static void check(Collection<String> accounts) {
        Map<String, String> seen = new HashMap<>();
        for (String name : accounts.stream().sorted().toList()) {
            String other = seen.put(uniform(name), name);
            if (other != null) {
                throw new SettingException(
                        ACCOUNTS + name,
                        "is the same name as %s: they differ in case, '-' or '_' only"
                                .formatted(other));
            }
        }
    }

    /** What is not a letter, a digit, '-' or '_' stays in a name only between brackets. */
    static void checkAsWritten(ConfigurableEnvironment environment) {
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(it -> Stream.of(((EnumerablePropertySource<?>) it).getPropertyNames()))
                .filter(it -> it.startsWith(ACCOUNTS) && !it.startsWith(ACCOUNTS + "["))
                .map(it -> it.substring(ACCOUNTS.length()).split("[.\\[]", 2)[0])
                .filter(it -> !it.matches("[A-Za-z0-9_-]+"))
                .findAny()
                .ifPresent(
                        it -> {
                            throw new SettingException(
                                    ACCOUNTS + it,
                                    "the name of an account has letters, digits, '-' and '_'");
                        });
    }

    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
    }
}
