package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    private static final String CANARY = "canary-4711-secret";

    @TempDir private Path directory;

    @Test
    void stopsAndSaysWhatToSetWhenThereIsNoAccount(CapturedOutput output) {
        assertThatThrownBy(() -> run("--gateway.access.issuers[0].uri=https://login.example"))
                .isNotNull();

        assertThat(Refused.line(output))
                .isEqualTo(
                        "gateway.accounts: no account is configured; set"
                                + " gateway.accounts.default.endpoint, .region and"
                                + " .credentials.directory (or try it with"
                                + " --spring.profiles.active=sandbox)");
        assertThat(output).doesNotContain("Tomcat started", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # a misspelt group
                    gateway.acess.requests-per-second=CANARY            | gateway.acess.requests-per-second: not a known setting
                    gateway.account.default.credentials.token=CANARY    | gateway.account.default.credentials.token: not a known setting
                    gateway.audits.signing-key=CANARY                   | gateway.audits.signing-key: not a known setting
                    gateway.wait=CANARY                                 | gateway.wait: not a known setting
                    # a misspelt name
                    gateway.kill.max-wiat=CANARY                        | gateway.kill.max-wiat: not a known setting
                    gateway.access.grant[0].callers=CANARY              | gateway.access.grant[0].callers: not a known setting
                    gateway.accounts.default.credentials.secretkye=CANARY | gateway.accounts.default.credentials.secretkye: not a known setting
                    gateway.sessions.sqls=CANARY                        | gateway.sessions.sqls: not a known setting
                    gateway.audit.signing-kye=CANARY                    | gateway.audit.signing-kye: not a known setting
                    gateway.kill.protected[0].usr=CANARY                | gateway.kill.protected[0].usr: not a known setting
                    # a wrong type
                    gateway.sessions.sql=CANARY                         | gateway.sessions.sql: cannot be read as ShownSql
                    gateway.kill.require-identity=CANARY                | gateway.kill.require-identity: cannot be read as boolean
                    gateway.kill.max-wait=CANARY                        | gateway.kill.max-wait: cannot be read as Duration
                    gateway.kill.queue-limit=CANARY                     | gateway.kill.queue-limit: cannot be read as int
                    gateway.access.requests-per-second=CANARY           | gateway.access.requests-per-second: cannot be read as int
                    gateway.access.grants[0].actions=CANARY             | gateway.access.grants[0].actions: cannot be read as List
                    gateway.access.grants[0].weight=CANARY              | gateway.access.grants[0].weight: cannot be read as int
                    gateway.access.grants[0].urgent=CANARY              | gateway.access.grants[0].urgent: cannot be read as boolean
                    gateway.accounts.default.calls-per-second=CANARY    | gateway.accounts.default.calls-per-second: cannot be read as int
                    # a wrong value
                    gateway.kill.protected[0].user=                     | gateway.kill.protected[0]: must have a user, host, db, command or state, each a name or a pattern
                    gateway.access.deny[0].callers=CANARY               | gateway.access.deny[0].callers[0]: must be sub:<name> or group:<name>
                    gateway.audit.signing-key=CANARY                    | gateway.audit.signing-key: the file cannot be read
                    gateway.audit.checkpoint-every=0s                   | gateway.audit.checkpoint-every: must be at least 1s
                    gateway.kill.max-wait=1s                            | gateway.kill.max-wait: must not be shorter than wait
                    gateway.access.requests-per-second=0                | gateway.access.requests-per-second: must be at least 1
                    gateway.accounts.default.credentials.token=CANARY x | gateway.accounts.default.credentials.token: must have no white space or unprintable characters in it
                    # a value where settings belong
                    gateway.kill=CANARY                                 | gateway.kill: must hold settings, not one value
                    # without the profile
                    gateway.sandbox.latency=1ms                         | gateway.sandbox.latency: is for the profile sandbox only; remove it, or try the gateway with --spring.profiles.active=sandbox
                    """)
    void stopsWithOneLineThatNamesTheSettingAndNotItsValue(
            String setting, String line, CapturedOutput output) {
        assertThatThrownBy(
                        () ->
                                run(
                                        "--gateway.accounts.default.endpoint=http://127.0.0.1:1",
                                        "--gateway.accounts.default.region=ap-guangzhou",
                                        "--gateway.accounts.default.credentials.secret-id=id",
                                        "--gateway.accounts.default.credentials.secret-key="
                                                + CANARY,
                                        "--gateway.access.issuers[0].uri=https://login.example",
                                        "--" + setting.replace("CANARY", CANARY)))
                .isNotNull();

        assertThat(Refused.line(output)).isEqualTo(line);
        assertThat(output).doesNotContain(CANARY, "Tomcat started", "\tat ");
    }

    private void run(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--server.port=0");
        all.add("--management.server.port=0");
        all.add("--spring.datasource.url=jdbc:sqlite:" + directory.resolve("gateway.db"));
        SpringApplication.run(SessionKillGateway.class, all.toArray(String[]::new)).close();
    }
}
