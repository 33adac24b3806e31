package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;

/** The schema of the values knows the settings of the gateway: all of them, and no others. */
class SettingsSchemaTests {

    private static final JsonNode GATEWAY =
            Yaml.read(Chart.file("values.schema.json")).at("/properties/gateway/properties");

    /** The last columns: what the chart sets itself or leaves out, and what it has instead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /accounts/additionalProperties                | dbbrain.AccountSettings               | '' | ''
                    /accounts/additionalProperties/properties/credentials | dbbrain.CredentialSettings | directory secret-id secret-key token | existingSecret
                    /accounts/additionalProperties/properties/credentials/properties/assume-role | dbbrain.CredentialSettings$AssumeRole | directory secret-id secret-key token | existingSecret
                    /access                                       | access.AccessSettings                 | '' | ''
                    /access/properties/issuers/items              | access.AccessSettings$IssuerSettings  | '' | ''
                    /access/properties/grants/items               | access.AccessSettings$GrantSettings   | '' | ''
                    /access/properties/deny/items                 | access.AccessSettings$DenialSettings  | '' | ''
                    /kill                                         | kill.KillSettings                     | '' | ''
                    /kill/properties/protected/items              | kill.ProtectSettings                  | '' | ''
                    /sessions                                     | sessions.SessionSettings              | '' | ''
                    /audit                                        | audit.AuditSettings                   | signing-key | ''
                    /sandbox                                      | sandbox.SandboxSettings               | mysql | ''
                    """)
    void namesWhatTheSettingsClassReads(String place, String type, String leftOut, String instead)
            throws ClassNotFoundException {
        Set<String> read = names(Class.forName("dev.sessionkill." + type));
        read.removeAll(List.of(leftOut.split(" ", -1)));
        if (!instead.isEmpty()) {
            read.add(instead);
        }

        assertThat(GATEWAY.at(place + "/additionalProperties").asText()).isEqualTo("false");
        assertThat(GATEWAY.at(place + "/properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(read);
    }

    private static Set<String> names(Class<?> settings) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(settings.getDeclaredConstructors()[0].getParameters())
                .map(SettingsSchemaTests::name)
                .forEach(names::add);
        return names;
    }

    private static String name(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(Name.class))
                .map(Name::value)
                .orElse(DataObjectPropertyName.toDashedForm(parameter.getName()));
    }
}
