package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ListActionTests {

    private final InMemoryInstances instances =
            InMemoryInstances.empty(() -> 0)
                    .add(
                            "cdb-a",
                            new SandboxSession(
                                    5,
                                    "event_scheduler",
                                    "localhost",
                                    null,
                                    "Daemon",
                                    900,
                                    null,
                                    null),
                            SandboxSession.running(
                                    11,
                                    "report",
                                    "10.0.0.4:1",
                                    "shop",
                                    700,
                                    "select 'Ä' from dual"),
                            SandboxSession.running(
                                    12,
                                    "report",
                                    "10.0.0.4:2",
                                    "bi",
                                    600,
                                    "/* x */ update t set a=1"),
                            SandboxSession.idle(13, "web", "10.0.0.5:3", "shop", 2));
    private final SandboxServer server =
            SandboxServer.start(SandboxOptions.defaults().withInstances(instances).withMaxRows(50));
    private final WireClient client = connect();

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void showsIdAndTimeAsStrings() throws IOException {
        JsonNode row = list("\"ID\": 11").response().path("ProcessList").get(0);

        assertThat(row.toString())
                .isEqualTo(
                        """
                        {"ID":"11","User":"report","Host":"10.0.0.4:1","DB":"shop",\
                        "State":"executing","Command":"Query","Time":"700",\
                        "Info":"select 'Ä' from dual","SqlType":"SELECT"}\
                        """);
    }

    @Test
    void showsWhatASessionLacksAsEmptyAndNoSqlTypeAsNull() throws IOException {
        JsonNode row = list("\"ID\": 5").response().path("ProcessList").get(0);

        assertThat(row.path("DB").stringValue()).isEmpty();
        assertThat(row.path("Info").stringValue()).isEmpty();
        assertThat(row.path("SqlType").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -                                   | 5 11 12 13
                    "ID": 12                            | 12
                    "ID": 99                            |
                    "User": "report"                    | 11 12
                    "User": "repor"                     |
                    "Host": "10.0.0.4:2"                | 12
                    "Host": "10.0.0.4"                  |
                    "DB": "shop"                        | 11 13
                    "State": "executing"                | 11 12
                    "Command": "Sleep"                  | 13
                    "Info": "update t"                  | 12
                    "Info": "Ä"                         | 11
                    "Time": 600                         | 5 11
                    "Time": 599                         | 5 11 12
                    "User": "report", "DB": "bi"        | 12
                    "User": "", "Time": null            | 5 11 12 13
                    "Limit": 2                          | 5 11
                    "Limit": 1, "User": "web"           | 13
                    "Product": "mariadb"                | 5 11 12 13
                    """)
    void filters(@Nullable String parameters, @Nullable String ids) throws IOException {
        List<String> shown = new ArrayList<>();
        for (JsonNode row : list(parameters).response().path("ProcessList")) {
            shown.add(row.path("ID").stringValue());
        }

        assertThat(String.join(" ", shown)).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void showsTwentyUnlessMoreAreAskedForAndNeverMoreThanItsMaximum() throws IOException {
        LongStream.rangeClosed(100, 199)
                .forEach(
                        it ->
                                instances.add(
                                        "cdb-a", SandboxSession.idle(it, "web", "h:1", "d", 1)));

        assertThat(list(null).response().path("ProcessList")).hasSize(20);
        assertThat(list("\"Limit\": 30").response().path("ProcessList")).hasSize(30);
        assertThat(list("\"Limit\": 100000").response().path("ProcessList")).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "Limit": 0          | InvalidParameterValue
                    "Limit": "20"       | InvalidParameter
                    "ID": "12"          | InvalidParameter
                    "Offset": 20        | UnknownParameter
                    "Product": "oracle" | InvalidParameterValue
                    """)
    void refuses(String parameters, String code) throws IOException {
        assertThat(list(parameters).errorCode()).isEqualTo(code);
    }

    private WireClient.Answer list(@Nullable String parameters) throws IOException {
        String more = parameters == null ? "" : ", " + parameters;
        return client.call(Match.LIST_ACTION, "{\"InstanceId\": \"cdb-a\"" + more + "}");
    }

    private WireClient connect() {
        try {
            return new WireClient(server);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
