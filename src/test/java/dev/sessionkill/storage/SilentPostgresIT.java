package dev.sessionkill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.storage.Transactions.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that is slow, silent or away: every wait for it ends, and it is found again. */
class SilentPostgresIT extends TransactionsOnPostgres {

    @Test
    void endsEveryWaitForASilentServerAndKeepsNothing() throws Exception {
        wire.silence();

        failsInTime(() -> write("lost"));
        failsInTime(() -> write("lost too"));

        wire.mend();
        recovers();
        assertThat(notes()).doesNotContain("lost", "lost too");
    }

    @Test
    void endsTheWaitOfManyAtTheSameTime() throws Exception {
        wire.silence();

        List<CompletableFuture<Void>> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = "lost " + i;
            many.add(
                    CompletableFuture.runAsync(
                            () -> failsInTime(() -> write(text)), Thread::startVirtualThread));
        }
        for (CompletableFuture<Void> each : many) {
            each.get(30, TimeUnit.SECONDS);
        }

        wire.mend();
        recovers();
    }

    @Test
    void ownsUpToACommitThatWasNotConfirmed() throws Exception {
        assertThatThrownBy(
                        () ->
                                transactions.run(
                                        Turn.NEW,
                                        () -> {
                                            letTheServerWait();
                                            insert("perhaps");
                                            wire.silence();
                                        }))
                .isInstanceOf(UncertainCommitException.class);

        wire.mend();
        recovers();
        await().untilAsserted(() -> assertThat(notes()).contains("perhaps"));
    }

    @Test
    void keepsNothingOfALongTransactionOnASlowServer() throws Exception {
        wire.slow(Duration.ofMillis(300));

        failsInTime(
                () -> {
                    String[] many = new String[20];
                    for (int i = 0; i < many.length; i++) {
                        many[i] = "slow " + i;
                    }
                    write(many);
                });

        wire.mend();
        recovers();
        assertThat(notes()).noneMatch(it -> it.startsWith("slow"));
    }

    @Test
    void findsAServerAgainThatWasDown() throws Exception {
        wire.cut();

        failsInTime(() -> write("lost"));

        wire.mend();
        recovers();
        assertThat(notes()).doesNotContain("lost");
    }

    /** Else it ends a transaction in which nothing happens before the Commit held back arrives. */
    private void letTheServerWait() {
        jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
    }
}
