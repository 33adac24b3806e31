package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.SettingException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AccessSettingsTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(AccessConfiguration.class);

    private final ApplicationContextRunner sound =
            runner.withPropertyValues(
                    "gateway.access.issuers[0].uri=http://127.0.0.1:1/realms/company",
                    "gateway.access.grants[0].callers=group:dba,sub:ops",
                    "gateway.access.grants[0].actions=LIST,kill",
                    "gateway.access.grants[0].accounts=*",
                    "gateway.access.grants[0].instances=cdb-*",
                    "gateway.access.grants[0].users=*",
                    "gateway.access.grants[0].databases=*");

    @Test
    void startsWhileTheIssuerIsDown() {
        sound.run(
                context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Grants.class);
                    assertThat(context.getBean(CallerRate.class)).isEqualTo(new CallerRate(50));
                });
    }

    @Test
    void hasTheDefaultsThatAreDocumented() {
        sound.run(
                context -> {
                    AccessSettings settings = context.getBean(AccessSettings.class);
                    assertThat(settings.issuers().getFirst())
                            .isEqualTo(
                                    new AccessSettings.IssuerSettings(
                                            "http://127.0.0.1:1/realms/company",
                                            null,
                                            "session-kill-gateway",
                                            "sub",
                                            "groups"));
                    assertThat(settings.grants().getFirst().maxSessions()).isEqualTo(100);
                    assertThat(settings.grants().getFirst().weight()).isEqualTo(1);
                    assertThat(settings.grants().getFirst().urgent()).isFalse();
                });
    }

    @Test
    void saysThatAnIssuerMustBeConfigured() {
        runner.run(
                context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(SettingException.class)
                                .hasMessage(
                                        "gateway.access.issuers: none is configured; set"
                                                + " gateway.access.issuers[0].uri to your issuer's"
                                                + " URI"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    issuers[0].uri=                                 | issuers[0].uri
                    issuers[0].uri=login.example.com                | issuers[0].uri
                    issuers[0].uri=ftp://login.example.com          | issuers[0].uri
                    issuers[0].uri=https:login                      | issuers[0].uri
                    issuers[0].uri=https://me:hunter2@example.com   | issuers[0].uri
                    issuers[0].uri=https://example.com/#x           | issuers[0].uri
                    issuers[0].uri=https://exa mple.com/hunter2     | issuers[0].uri
                    issuers[0].jwk-set-uri=file:///hunter2          | issuers[0].jwk-set-uri
                    issuers[0].audience=                            | issuers[0].audience
                    issuers[0].caller-claim=                        | issuers[0].caller-claim
                    issuers[0].groups-claim=                        | issuers[0].groups-claim
                    issuers[1].uri=http://127.0.0.1:1/realms/company| issuers[1].uri
                    issuers[1].audience=other                       | issuers[1].uri
                    grants[0].callers=                              | grants[0].callers
                    grants[0].actions=                              | grants[0].actions
                    grants[0].accounts=                             | grants[0].accounts
                    grants[0].instances=                            | grants[0].instances
                    grants[0].users=                                | grants[0].users
                    grants[0].databases=                            | grants[0].databases
                    grants[0].callers=dba                           | grants[0].callers[0]
                    grants[0].callers=sub:x,group:                  | grants[0].callers[1]
                    grants[0].callers=*                             | grants[0].callers[0]
                    grants[0].max-sessions=0                        | grants[0].max-sessions
                    grants[0].max-sessions=101                      | grants[0].max-sessions
                    grants[0].weight=0                              | grants[0].weight
                    grants[0].weight=-1                             | grants[0].weight
                    grants[0].weight=101                            | grants[0].weight
                    grants[1].callers=sub:x                         | grants[1].actions
                    grants[0].actions=LIST,,KILL                    | grants[0].actions
                    deny[0]=                                        | deny[0]
                    deny[0].callers=                                | deny[0]
                    deny[0].databases=                              | deny[0]
                    deny[0].callers=dba                             | deny[0].callers[0]
                    deny[0].callers=*                               | deny[0].callers[0]
                    deny[0].callers=sub:x,group:                    | deny[0].callers[1]
                    deny[0].callers=sub:x,,sub:y                    | deny[0].callers[1]
                    deny[0].actions=LIST,,KILL                      | deny[0].actions
                    deny[0].accounts[0]=                            | deny[0].accounts[0]
                    deny[0].instances[0]=                           | deny[0].instances[0]
                    deny[0].users=root,,app                         | deny[0].users[1]
                    deny[0].databases[0]=                           | deny[0].databases[0]
                    requests-per-second=0                           | requests-per-second
                    """)
    void namesTheSettingThatIsWrong(String change, String setting) {
        sound.withPropertyValues("gateway.access." + change)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .message()
                                        .startsWith("gateway.access." + setting + ": ")
                                        .doesNotContain("\n", "hunter2"));
    }

    @Test
    void refusesUrgencyForThoseWhoMayNotKill() {
        sound.withPropertyValues(
                        "gateway.access.grants[0].actions=LIST,AUDIT",
                        "gateway.access.grants[0].urgent=true")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .hasMessage(
                                                "gateway.access.grants[0].urgent: is for kills, and"
                                                        + " the grant does not allow KILL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances=cdb-1", "users=root", "databases=bank"})
    void refusesToDenyAPartOfTheRecord(String part) {
        sound.withPropertyValues(
                        "gateway.access.deny[0].instances=cdb-2",
                        "gateway.access.deny[1].actions=AUDIT",
                        "gateway.access.deny[1]." + part)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(SettingException.class)
                                        .message()
                                        .startsWith("gateway.access.deny[1].actions: "));
    }

    @Test
    void deniesWhatTheSettingsDeny() {
        sound.withPropertyValues("gateway.access.deny[0].instances=cdb-2")
                .run(
                        context -> {
                            Grants grants = context.getBean(Grants.class);
                            assertThat(decide(grants, "cdb-1"))
                                    .isInstanceOf(Decision.Allowed.class);
                            assertThat(decide(grants, "cdb-2")).isInstanceOf(Decision.Denied.class);
                        });
    }

    @Test
    void letsAnAuditorsGrantNameNoSessions() {
        sound.withPropertyValues(
                        "gateway.access.grants[0].actions=AUDIT",
                        "gateway.access.grants[0].users=",
                        "gateway.access.grants[0].databases=")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant[0].callers=sub:x", "deny[0].user=root", "deny.users=root"})
    void refusesASettingThatDoesNotExist(String setting) {
        sound.withPropertyValues("gateway.access." + setting)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(
                                                UnboundConfigurationPropertiesException.class));
    }

    private static Decision decide(Grants grants, String instance) {
        return grants.decide(
                new Caller("sub:ops", Set.of()),
                Action.KILL,
                new AccountName("default"),
                new InstanceId(instance));
    }
}
