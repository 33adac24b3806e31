package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** The metadata service gives no credentials, so nothing may leave. */
class MissingCredentialsTests {

    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withCredentials("id-1", "key-1", "token-1")
                            .withInstances(InMemoryInstances.empty().add(TestAccount.INSTANCE)));
    private final IssuerStandIn metadata = new IssuerStandIn();

    @AfterEach
    void stop() {
        metadata.close();
        server.close();
    }

    @Test
    void sendNothing() throws InterruptedException {
        try (TestAccount account = account("2")) {
            RecordingJournal journal = new RecordingJournal();

            assertThat(Meaning.of(account.prepare(TestAccount.soon(), journal)))
                    .isEqualTo(Meaning.BUSY);
            assertThat(Meaning.of(account.list(ProcessQuery.all(10)))).isEqualTo(Meaning.BUSY);

            assertThat(server.ledger().calls()).isEmpty();
            assertThat(journal.told).contains("answered PREPARE 3");
            assertThat(account.kills().getMetrics().getAvailablePermissions()).isEqualTo(2);
        }
    }

    @Test
    void turnARequestAway() {
        try (TestAccount account = account("20")) {
            assertThat(account.accounts().find(TestAccount.TARGET.account(), Optional.empty()))
                    .isEqualTo(new Accounts.Lookup.NoCredentials());
        }
    }

    @Test
    void letACallPassOnceTheyAreThere() throws InterruptedException {
        metadata.hasRole("1", Instant.now().plus(Duration.ofHours(2)));
        try (TestAccount account = account("20")) {
            assertThat(Meaning.of(account.list(ProcessQuery.all(10)))).isEqualTo(Meaning.DONE);
        }
    }

    @Test
    void takeTheGatewayOutWhenNoAccountHasAny() {
        try (TestAccount account = account("20")) {
            assertThat(health(account.accounts())).isEqualTo(Status.DOWN);
        }
        assertThat(health(TestAccounts.named("default"))).isEqualTo(Status.UP);
    }

    @Test
    void leaveTheGatewayInForTheOtherAccounts() {
        try (TestAccount account = account("20")) {
            Account without = account.accounts().get(TestAccount.TARGET.account());
            AccountName name = new AccountName("other");
            Account with = TestAccounts.named("other").get(name);

            assertThat(health(new Accounts(Map.of(without.name(), without, name, with))))
                    .isEqualTo(Status.UP);
        }
    }

    private static Status health(Accounts accounts) {
        Health health = new AccountConfiguration().credentialsHealthIndicator(accounts).health();
        assertThat(health).isNotNull();
        return health.getStatus();
    }

    private TestAccount account(String callsPerSecond) {
        return new TestAccount(
                "endpoint=" + server.endpoint(),
                "credentials.cvm-role=killer",
                "credentials.metadata-uri=" + metadata.uri(),
                "calls-per-second=" + callsPerSecond);
    }
}
