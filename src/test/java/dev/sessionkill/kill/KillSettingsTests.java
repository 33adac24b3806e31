package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.ProtectCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KillSettingsTests {

    @Test
    void protectWhatTheyNameBesideTheBuiltInCatalogue() {
        ProtectCatalogue catalogue =
                catalogue(
                        Map.of(
                                "gateway.kill.protected[0].user", "repl_*",
                                "gateway.kill.protected[1].db", "ledger",
                                "gateway.kill.protected[1].command", "QUERY"));

        assertThat(catalogue.ruleFor(row("repl_dr", "shop"))).contains("protected[0]");
        assertThat(catalogue.ruleFor(row("app", "ledger"))).contains("protected[1]");
        assertThat(catalogue.ruleFor(row("app", "shop"))).isEmpty();
        assertThat(catalogue.ruleFor(row("event_scheduler", "shop"))).contains("event-scheduler");
    }

    private static ProtectCatalogue catalogue(Map<String, String> settings) {
        KillSettings read =
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("gateway.kill", KillSettings.class);
        return new ProtectConfiguration().protectCatalogue(read);
    }

    private static ProcessRow row(String user, String db) {
        return new ProcessRow(
                new ThreadId(1), user, "10.0.0.1:1", db, "Query", null, 60, "select 1");
    }
}
