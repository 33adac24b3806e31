package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The vendor refuses the key. The new one here keeps its id, so it may be half of a set, and the
 * call waits until it may be taken.
 */
class RefusedCredentialsTests {

    private final SandboxServer server =
            SandboxServer.start(
                    SandboxOptions.defaults()
                            .withCredentials("id-1", "key-1", "token-1")
                            .withInstances(
                                    InMemoryInstances.empty()
                                            .add(
                                                    TestAccount.INSTANCE,
                                                    SandboxSession.idle(
                                                            1, "web", "10.0.0.1:1", "shop", 3))));
    private KeyFiles files = new KeyFiles(Path.of("."));
    private TestAccount account = TestAccount.of(server);

    @BeforeEach
    void readTheKeysFromADirectory(@TempDir Path directory) throws IOException {
        files = new KeyFiles(directory).write("id-1", "key-1", "token-1");
        account.close();
        account =
                new TestAccount(
                        "endpoint=" + server.endpoint(), "credentials.directory=" + directory);
    }

    @AfterEach
    void stop() {
        account.close();
        server.close();
    }

    @Test
    void repeatsAListWithTheNewKey() throws Exception {
        changeTheKey();

        assertThat(list()).isEqualTo(Meaning.DONE);
        assertThat(signatures(Match.LIST)).containsExactly(false, true);
    }

    @Test
    void mayCommitAgainWithTheNewKey() throws Exception {
        try (Ticket ticket = account.ticket()) {
            changeTheKey();

            assertThat(commit(ticket, 1))
                    .isInstanceOfSatisfying(
                            Reply.Busy.class,
                            it ->
                                    assertThat(it.failure().code())
                                            .isEqualTo("AuthFailure.SignatureFailure"));
            assertThat(commit(ticket, 2)).isInstanceOf(Reply.Done.class);
        }
        assertThat(signatures(Match.COMMIT)).containsExactly(false, true);
    }

    @Test
    void tellsATokenThatHasChanged() throws Exception {
        server.accept("id-1", "key-1", "token-2");
        files.write("token", "token-2");

        assertThat(list()).isEqualTo(Meaning.DONE);
        assertThat(signatures(Match.LIST)).containsExactly(false, true);
    }

    @Test
    void givesUpAtOnceWhileThereIsNoNewKey() throws Exception {
        try (Ticket ticket = account.ticket()) {
            server.revoke("id-1");

            assertThat(commit(ticket, 1)).isInstanceOf(Reply.Refused.class);
            assertThat(list()).isEqualTo(Meaning.REFUSED);
        }
        assertThat(signatures(Match.COMMIT)).containsExactly(false);
        assertThat(signatures(Match.LIST)).containsExactly(false);
    }

    private void changeTheKey() throws IOException {
        server.accept("id-1", "key-2", "token-1");
        files.write("secret-key", "key-2");
    }

    private Reply<Set<ThreadId>> commit(Ticket ticket, int attempt) throws InterruptedException {
        return account.dbbrain().commit(ticket, attempt, CallJournal.NONE);
    }

    private Meaning list() throws InterruptedException {
        return Meaning.of(account.list(ProcessQuery.all(10)));
    }

    private List<Boolean> signatures(Match match) {
        return server.ledger().calls(match).stream().map(Call::signatureHeld).toList();
    }
}
