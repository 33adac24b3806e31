package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.sessions.ProtectCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillSettingsTests {

    @Test
    void protectWhatTheyNameBesideTheBuiltInCatalogue() {
        ProtectCatalogue catalogue =
                catalogue(
                        "protected[0].user=repl_*",
                        "protected[1].db=ledger",
                        "protected[1].command=QUERY");

        assertThat(catalogue.ruleFor(row("repl_dr", "shop"))).contains("protected[0]");
        assertThat(catalogue.ruleFor(row("app", "ledger"))).contains("protected[1]");
        assertThat(catalogue.ruleFor(row("app", "shop"))).isEmpty();
        assertThat(catalogue.ruleFor(row("event_scheduler", "shop"))).contains("event-scheduler");
    }

    @ParameterizedTest
    @CsvSource({"wait=15", "wait=-1s", "max-wait=2d", "deadline=200000d", "verify-for=25h"})
    void refuseATimeThatNobodyCanMean(String setting) {
        assertThatThrownBy(() -> TestSettings.kill(setting))
                .rootCause()
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("gateway.kill." + setting.split("=", 2)[0] + ": must be ");
    }

    @Test
    void mayWaitForNothing() {
        assertThat(TestSettings.kill("wait=0s").defaultWait()).isZero();
    }

    private static ProtectCatalogue catalogue(String... settings) {
        return new ProtectConfiguration().protectCatalogue(TestSettings.kill(settings));
    }

    private static ProcessRow row(String user, String db) {
        return new ProcessRow(
                new ThreadId(1), user, "10.0.0.1:1", db, "Query", null, 60, "select 1");
    }
}
