package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.throttle.CallBudgets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** From the settings to the credentials that are held, over stand-ins of those who issue them. */
class CredentialKindsTests {

    private static final String PREFIX = "gateway.accounts.default.credentials.";
    private static final String ROLE = "qcs::cam::uin/100000000001:roleName/killer";

    private final IssuerStandIn issuer = new IssuerStandIn();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new)
                    .withUserConfiguration(CallBudgets.class, AccountConfiguration.class)
                    .withPropertyValues(
                            "gateway.accounts.default.endpoint=http://127.0.0.1:9",
                            "gateway.accounts.default.region=ap-guangzhou");

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void takesTheRoleOfTheVirtualMachine() {
        issuer.hasRole("1", Instant.now().plus(Duration.ofHours(2)));

        runner.withPropertyValues(
                        PREFIX + "cvm-role=killer", PREFIX + "metadata-uri=" + issuer.uri())
                .run(context -> assertHeld(context, "cvm-role killer through " + issuer.uri()));
    }

    @Test
    void takesTheIdentityOfThePod(@TempDir Path directory) throws IOException {
        issuer.assumes("1", Instant.now().plus(Duration.ofHours(2)));

        pod(directory)
                .withPropertyValues(PREFIX + "sts-endpoint=" + issuer.uri())
                .run(context -> assertHeld(context, "tke through " + issuer.uri()));
    }

    @Test
    void assumesARoleWithTheKeysOfADirectory(@TempDir Path directory) throws IOException {
        issuer.assumes("1", Instant.now().plus(Duration.ofHours(2)));
        new KeyFiles(directory).write("own-id", "own-key", null);

        runner.withPropertyValues(
                        PREFIX + "assume-role.role-arn=" + ROLE,
                        PREFIX + "assume-role.directory=" + directory,
                        PREFIX + "sts-endpoint=" + issuer.uri())
                .run(
                        context ->
                                assertHeld(
                                        context,
                                        "assume-role " + ROLE + " through " + issuer.uri()));
        assertThat(issuer.seen.getFirst().headers().get("authorization"))
                .startsWith("TC3-HMAC-SHA256 Credential=own-id/");
    }

    @Test
    void startsWithoutCredentialsWhileTheIssuerIsDown() {
        issuer.says(500, "");

        runner.withPropertyValues(
                        PREFIX + "cvm-role=killer", PREFIX + "metadata-uri=" + issuer.uri())
                .run(
                        context -> {
                            Accounts accounts = context.getBean(Accounts.class);
                            assertThat(accounts.credentials().values())
                                    .noneMatch(it -> it.current().isPresent());
                        });
    }

    private static void assertHeld(ApplicationContext context, String place) {
        CredentialSource source =
                context.getBean(Accounts.class).credentials().get(new AccountName("default"));
        assertThat(source).isNotNull();
        assertThat(source.current())
                .map(HeldCredentials::credentials)
                .contains(new Credentials("id-1", "key-1", "token-1"));
        assertThat(context.getBean(SettingsSection.class).values().toString())
                .contains("credentials=" + place)
                .doesNotContain("own-", "key-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tke=true cvm-role=killer            | : must name exactly one of directory, secret-id with secret-key, tke, cvm-role, and assume-role
                    tke=true secret-id=hunter1          | : must name exactly one of
                    directory=/d cvm-role=killer        | : must name exactly one of
                    cvm-role=killer assume-role.role-arn=x | : must name exactly one of
                    tke=false                           | : must name exactly one of
                    assume-role.secret-id=hunter1 secret-key=hunter2 | : must name exactly one of
                    cvm-role=                           | .cvm-role: must be the name of the role
                    cvm-role=../other                   | .cvm-role: must be the name of the role
                    cvm-role=..                         | .cvm-role: must be the name of the role
                    cvm-role=a/b                        | .cvm-role: must be the name of the role
                    cvm-role=killer token=hunter3       | .token: goes with secret-id and secret-key only
                    cvm-role=killer metadata-uri=nowhere | .metadata-uri: must be https:// or http://
                    cvm-role=killer metadata-uri=http://a.example/hunter1 | .metadata-uri: must be https:// or http://
                    cvm-role=killer sts-endpoint=https://a.example | .sts-endpoint: goes with tke or assume-role only
                    tke=true metadata-uri=http://127.0.0.1:1 | .metadata-uri: goes with cvm-role only
                    tke=true                            | .tke: the variable TKE_REGION is not set
                    assume-role.role-arn=hunter1        | .assume-role.role-arn: must be a role such as qcs::cam::uin/
                    assume-role.role-arn=qcs::cam::uin/1:user/a | .assume-role.role-arn: must be a role such as qcs::cam::uin/
                    assume-role.session-name=killer     | .assume-role.role-arn: must be set
                    """)
    void namesTheSettingThatIsWrong(String settings, String complaint) {
        assertRefused(settings, complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    session-name=a                      | .session-name: must be 2 to 128
                    session-name=a/b                    | .session-name: must be 2 to 128
                    duration=14m                        | .duration: must be between 15m and 12h
                    duration=13h                        | .duration: must be between 15m and 12h
                    external-id=a*b                     | .external-id: must be 2 to 128
                    secret-id=                          | .secret-id: must be set
                    secret-id=a                         | .secret-key: must be set
                    secret-id=hunter1 assume-role.directory=/d | : must name either directory, or secret-id and secret-key, to
                    duration=2h                         | : must name either directory, or secret-id and secret-key, to
                    directory=/nowhere                  | .directory: cannot be read: the file /nowhere/secret-id is
                    """)
    void namesTheSettingOfARoleThatIsWrong(String settings, String complaint) {
        assertRefused(
                "assume-role.role-arn=" + ROLE + " assume-role." + settings,
                ".assume-role" + complaint);
    }

    @Test
    void sendsNoProofToAnAddressWithoutTls() {
        assertRefused(
                "assume-role.role-arn="
                        + ROLE
                        + " assume-role.directory=/d"
                        + " sts-endpoint=http://a.example",
                ".sts-endpoint: must be https://");
    }

    private void assertRefused(String settings, String complaint) {
        ApplicationContextRunner with = runner;
        for (String setting : settings.split(" ", -1)) {
            with = with.withPropertyValues(PREFIX + setting);
        }
        assertComplaint(with, complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "TKE_REGION, the variable TKE_REGION is not set",
        "TKE_PROVIDER_ID, the variable TKE_PROVIDER_ID is not set",
        "TKE_ROLE_ARN, the variable TKE_ROLE_ARN is not set",
        "TKE_WEB_IDENTITY_TOKEN_FILE, the variable TKE_WEB_IDENTITY_TOKEN_FILE is not set"
    })
    void namesTheVariableOfThePodThatIsMissing(
            String name, String complaint, @TempDir Path directory) throws IOException {
        assertComplaint(pod(directory).withPropertyValues(name + "="), ".tke: " + complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "TKE_REGION=Guangzhou, must be lower-case",
        "TKE_ROLE_ARN=hunter1, must be a role such as",
        "TKE_WEB_IDENTITY_TOKEN_FILE=/nowhere, the file that TKE_WEB_IDENTITY_TOKEN_FILE names"
    })
    void saysWhatIsWrongWithTheVariablesOfThePod(
            String variable, String complaint, @TempDir Path directory) throws IOException {
        assertComplaint(pod(directory).withPropertyValues(variable), ".tke: " + complaint);
    }

    private ApplicationContextRunner pod(Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("jwt"), "a-token");
        return runner.withPropertyValues(
                PREFIX + "tke=true",
                "TKE_REGION=ap-guangzhou",
                "TKE_PROVIDER_ID=cls-provider",
                "TKE_ROLE_ARN=" + ROLE,
                "TKE_WEB_IDENTITY_TOKEN_FILE=" + token);
    }

    private static void assertComplaint(ApplicationContextRunner runner, String complaint) {
        runner.run(
                context ->
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(SettingException.class)
                                .message()
                                .startsWith("gateway.accounts.default.credentials" + complaint)
                                .doesNotContain("\n", "hunter"));
    }
}
