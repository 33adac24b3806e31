package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.AccessSettings.DenialSettings;
import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.access.AccessSettings.IssuerSettings;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccessSectionTests {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "gateway.access.issuers[0].uri", "https://issuer.example",
                    "gateway.access.grants[0].callers", "group:dba",
                    "gateway.access.grants[0].actions", "KILL",
                    "gateway.access.grants[0].accounts", "*",
                    "gateway.access.grants[0].instances", "*",
                    "gateway.access.grants[0].users", "*",
                    "gateway.access.grants[0].databases", "*",
                    "gateway.access.grants[0].weight", "7",
                    "gateway.access.grants[0].urgent", "true",
                    "gateway.access.deny[0].users", "root");

    private final JsonNode section =
            JsonMapper.shared()
                    .valueToTree(
                            AccessSection.of(
                                            new Binder(new MapConfigurationPropertySource(SETTINGS))
                                                    .bind("gateway.access", AccessSettings.class)
                                                    .get())
                                    .values());

    /** A setting that the record does not have could be changed unseen. */
    @ParameterizedTest
    @CsvSource({"issuers, 0", "grants, 1", "deny, 2"})
    void hasEverySettingOfAnEntry(String list, int which) {
        Class<?> entry =
                List.of(IssuerSettings.class, GrantSettings.class, DenialSettings.class).get(which);

        assertThat(section.path(list).path(0).propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(entry.getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList());
    }

    @ParameterizedTest
    @CsvSource({"/grants/0/weight, 7", "/grants/0/urgent, true", "/grants/0/maxSessions, 100"})
    void tellsWhatItIsSetTo(String path, String value) {
        assertThat(section.at(path).asString()).isEqualTo(value);
    }
}
