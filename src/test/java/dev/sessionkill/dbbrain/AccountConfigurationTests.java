package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.SettingException;
import dev.sessionkill.throttle.CallBudgets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AccountConfigurationTests {

    private static final String DEFAULT = "gateway.accounts.default.";

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                    .withUserConfiguration(CallBudgets.class, AccountConfiguration.class);

    private final ApplicationContextRunner sound =
            runner.withPropertyValues(
                    DEFAULT + "endpoint=http://127.0.0.1:9",
                    DEFAULT + "region=ap-guangzhou",
                    DEFAULT + "credentials.secret-id=hunter1",
                    DEFAULT + "credentials.secret-key=hunter2");

    @Test
    void hasTheDefaultsThatAreDocumented() {
        sound.run(
                context -> {
                    Accounts accounts = context.getBean(Accounts.class);
                    Account account = accounts.get(new AccountName("default"));
                    assertThat(account.regions()).containsExactly(new Region("ap-guangzhou"));
                    assertThat(account.kills().getName()).isEqualTo("default/KillMySqlThreads");
                    assertThat(account.lists().getName())
                            .isEqualTo("default/DescribeMySqlProcessList");
                    assertThat(account.kills().getMetrics().getAvailablePermissions())
                            .isEqualTo(20);
                    assertThat(account.lists().getMetrics().getAvailablePermissions())
                            .isEqualTo(20);
                });
    }

    @Test
    void findsAnAccountWhereItMayBeUsed() {
        sound.withPropertyValues(DEFAULT + "regions=ap-guangzhou,ap-beijing")
                .run(
                        context -> {
                            Accounts accounts = context.getBean(Accounts.class);
                            AccountName name = new AccountName("default");
                            Region own = new Region("ap-guangzhou");
                            Region other = new Region("ap-beijing");
                            assertThat(accounts.find(name, Optional.empty()))
                                    .isEqualTo(new Accounts.Lookup.Found(own));
                            assertThat(accounts.find(name, Optional.of(other)))
                                    .isEqualTo(new Accounts.Lookup.Found(other));
                            assertThat(accounts.find(name, Optional.of(new Region("eu-x"))))
                                    .isEqualTo(
                                            new Accounts.Lookup.NoSuchRegion(Set.of(own, other)));
                            assertThat(accounts.find(new AccountName("other"), Optional.of(own)))
                                    .isEqualTo(new Accounts.Lookup.NoSuchAccount());
                        });
    }

    @Test
    void saysThatAnAccountMustBeConfigured() {
        runner.run(
                context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(SettingException.class)
                                .message()
                                .startsWith("gateway.accounts: no account is configured; set ")
                                .doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    default.endpoint=                             | default.endpoint: must be set
                    default.endpoint=dbbrain.example.com          | default.endpoint: must be https://
                    default.endpoint=ftp://example.com            | default.endpoint: must be https://
                    default.endpoint=https://me:hunter3@a.example | default.endpoint: must be https://
                    default.endpoint=https://a.example/hunter3    | default.endpoint: must be https://
                    default.endpoint=https://a.example?k=hunter3  | default.endpoint: must be https://
                    default.endpoint=https://a.example/#x         | default.endpoint: must be https://
                    default.endpoint=https:hunter3                | default.endpoint: must be https://
                    default.endpoint=https://a b/hunter3          | default.endpoint: must be https://
                    default.endpoint=http://127.0.0.1:65536       | default.endpoint: must be https://
                    default.region=                               | default.region: must be set
                    default.region=Guangzhou                      | default.region: must be lower-case
                    default.regions=                              | default.regions: must contain the region ap-guangzhou
                    default.regions=ap-beijing                    | default.regions: must contain the region ap-guangzhou
                    default.regions=ap-guangzhou,AP               | default.regions: must be lower-case
                    default.calls-per-second=1                    | default.calls-per-second: must be 2 to 1000
                    default.calls-per-second=-20                  | default.calls-per-second: must be 2 to 1000
                    default.call-timeout=99ms                     | default.call-timeout: must be between 100ms and 8s
                    default.call-timeout=8001ms                   | default.call-timeout: must be between 100ms and 8s
                    default.call-timeout=-1s                      | default.call-timeout: must be between 100ms and 8s
                    default.credentials.directory=/nowhere        | default.credentials: must name exactly one of directory, secret-id with secret-key, tke, cvm-role, and assume-role
                    default.credentials.secret-id=                | default.credentials.secret-id: must be set
                    default.credentials.secret-key=               | default.credentials.secret-key: must be set
                    other.region=ap-guangzhou                     | other.endpoint: must be set
                    other.endpoint=http://127.0.0.1:9             | other.region: must be set
                    """)
    void namesTheSettingThatIsWrong(String change, String complaint) {
        sound.withPropertyValues("gateway.accounts." + change)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .message()
                                        .startsWith("gateway.accounts." + complaint)
                                        .doesNotContain("\n", "hunter"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    token=hunter2               | credentials: must name exactly one of directory
                    secret-id=hunter1           | credentials.secret-key: must be set
                    secret-key=hunter2          | credentials.secret-id: must be set
                    directory=                  | credentials.directory: must be set
                    directory=/nowhere          | credentials.directory: cannot be read: the file /nowhere/secret-id is missing
                    """)
    void namesTheCredentialsThatAreMissing(String only, String complaint) {
        runner.withPropertyValues(
                        DEFAULT + "endpoint=http://127.0.0.1:9",
                        DEFAULT + "region=ap-guangzhou",
                        DEFAULT + "credentials." + only)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .message()
                                        .startsWith(DEFAULT + complaint)
                                        .doesNotContain("\n", "hunter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call-per-second=20",
                "credentials.secretid2=x",
                "credentials.cvm=x",
                "credentials.assume-role.arn=x",
                "calls-per-second=many",
                "call-timeout=soon"
            })
    void refusesASettingThatDoesNotExistOrCannotBeRead(String setting) {
        sound.withPropertyValues(DEFAULT + setting)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .satisfies(
                                                it ->
                                                        assertThat(it)
                                                                .hasStackTraceContaining(
                                                                        DEFAULT
                                                                                + setting.split(
                                                                                                "=",
                                                                                                2)[
                                                                                        0]))
                                        .cause()
                                        .cause()
                                        .isInstanceOf(BindException.class));
    }

    @Test
    void showsNoKeys() {
        CredentialSettings.AssumeRole role =
                new CredentialSettings.AssumeRole(
                        "arn", "me", Duration.ZERO, "hunter0", null, "hunter1", "hunter2", null);
        CredentialSettings keys =
                new CredentialSettings(
                        null, "hunter1", "hunter2", "hunter3", false, null, null, role, null);

        assertThat(role).hasToString("AssumeRole[hidden]");
        assertThat(keys).hasToString("CredentialSettings[hidden]");
        assertThat(new Credentials("hunter1", "hunter2", "hunter3"))
                .hasToString("Credentials[hidden]");
        sound.run(
                context ->
                        assertThat(
                                        context.getBean(Accounts.class)
                                                .get(new AccountName("default"))
                                                .toString())
                                .doesNotContain("hunter"));
    }
}
