package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.SessionKillGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the record tells of the settings of the gateway as a whole. */
class SettingsChangedIT {

    private static final String CANARY = "canary-4711-secret";

    @TempDir private Path directory;

    @Test
    void recordsWhatTheGatewayIsSetToAtItsFirstStartOnly() throws Exception {
        start();
        List<JsonNode> changes = start();

        assertThat(changes).hasSize(1);
        JsonNode first = changes.getFirst();
        assertThat(first.path("before").isNull()).isTrue();
        assertThat(first.path("version").asString()).matches("[0-9]+\\..+");
        assertThat(first.path("changed").propertyNames())
                .containsExactly("access", "accounts", "audit", "kill", "sessions");
        assertThat(first.at("/changed/access/grants/0/callers/0").asString())
                .isEqualTo("group:dba");
        assertThat(first.at("/changed/accounts/default"))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"endpoint": "http://127.0.0.1:1", "region": "ap-guangzhou",
                                         "regions": ["ap-guangzhou"], "callsPerSecond": 20,
                                         "callTimeout": "PT5S", "credentials": "settings"}
                                        """));
    }

    @Test
    void namesTheSectionThatChanged() throws Exception {
        List<String> settings = new ArrayList<>();
        start();
        for (String[] change :
                new String[][] {
                    {"gateway.access.deny[0].users=root", "access"},
                    {"gateway.accounts.default.calls-per-second=10", "accounts"},
                    {"gateway.audit.checkpoint-every=5m", "audit"},
                    {"gateway.kill.protected[0].user=orders", "kill"},
                    {"gateway.sessions.sql=none", "sessions"}
                }) {
            settings.add(change[0]);

            List<JsonNode> changes = start(settings.toArray(String[]::new));

            assertThat(changes).as(change[0]).hasSize(settings.size() + 1);
            JsonNode last = changes.getLast();
            JsonNode before = changes.get(settings.size() - 1);
            assertThat(last.path("changed").propertyNames()).containsExactly(change[1]);
            assertThat(last.path("before")).isEqualTo(before.path("after"));
            assertThat(last.path("after")).isNotEqualTo(before.path("after"));
        }
    }

    @Test
    void holdsNoSecret() throws Exception {
        Path keys = Files.createDirectory(directory.resolve("keys"));
        Files.writeString(keys.resolve("secret-id"), CANARY);
        Files.writeString(keys.resolve("secret-key"), CANARY);

        List<JsonNode> changes =
                start(
                        "gateway.accounts.default.credentials.token=" + CANARY,
                        "gateway.access.issuers[0].jwk-set-uri=http://127.0.0.1:1/?k=" + CANARY,
                        "gateway.audit.checkpoint-to=http://127.0.0.1:1/to?key=" + CANARY,
                        "gateway.accounts.more.endpoint=http://127.0.0.1:1",
                        "gateway.accounts.more.region=ap-guangzhou",
                        "gateway.accounts.more.credentials.directory=" + keys);

        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().toString())
                .doesNotContain(CANARY)
                .contains("http://127.0.0.1:1/to", keys.toString());
    }

    /** Starts the gateway, stops it, and reads what is then on record of its settings. */
    private List<JsonNode> start(String... settings) {
        List<String> all = new ArrayList<>();
        all.add("server.port=0");
        all.add("management.server.port=0");
        all.add("spring.datasource.url=jdbc:sqlite:" + directory.resolve("gateway.db"));
        all.add("gateway.accounts.default.endpoint=http://127.0.0.1:1");
        all.add("gateway.accounts.default.region=ap-guangzhou");
        all.add("gateway.accounts.default.credentials.secret-id=" + CANARY);
        all.add("gateway.accounts.default.credentials.secret-key=" + CANARY);
        all.add("gateway.access.issuers[0].uri=http://127.0.0.1:1");
        all.add("gateway.access.grants[0].callers[0]=group:dba");
        all.add("gateway.access.grants[0].actions=AUDIT");
        all.add("gateway.access.grants[0].accounts[0]=*");
        all.add("gateway.access.grants[0].instances[0]=*");
        all.add("gateway.access.grants[0].users[0]=*");
        all.add("gateway.access.grants[0].databases[0]=*");
        all.addAll(List.of(settings));
        String[] arguments = all.stream().map(it -> "--" + it).toArray(String[]::new);
        try (ConfigurableApplicationContext gateway =
                SpringApplication.run(SessionKillGateway.class, arguments)) {
            return gateway
                    .getBean(JdbcClient.class)
                    .sql(
                            """
                            select data from audit_event
                             where kind = 'SETTINGS_CHANGED' and caller = 'gateway'
                             order by seq
                            """)
                    .query(String.class)
                    .list()
                    .stream()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }
}
