package dev.sessionkill.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.core.Caller;
import dev.sessionkill.dbbrain.TestAccounts;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.TestLiveSessions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTests {

    private final FakeDbbrain dbbrain = new FakeDbbrain();
    private TestStore store;
    private Previews previews;

    @BeforeEach
    void open(@TempDir Path directory) {
        store = new TestStore(directory);
        Admission admission =
                new Admission(new AppsOnly(), TestAccounts.named("default"), store.denials);
        previews =
                new Previews(
                        admission,
                        TestLiveSessions.over(dbbrain),
                        ProtectCatalogue.with(List.of()),
                        store.register);
        dbbrain.sessions.runs(1, "app", "shop");
        dbbrain.sessions.runs(2, "app", "10.0.0.1:1", "shop", "Binlog Dump");
        dbbrain.sessions.runs(3, "root", "mysql");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tellWhatWouldBecomeOfEachSessionAndSendNothing() throws InterruptedException {
        Preview preview = previews.of(SampleOrders.of(1, 2, 3, 4), SampleOrders.CALLER);

        assertThat(preview)
                .isInstanceOfSatisfying(
                        Preview.Forecast.class,
                        it ->
                                assertThat(it.sessions())
                                        .extracting(KillSession::outcome)
                                        .containsExactly(
                                                SessionOutcome.KILLED,
                                                SessionOutcome.PROTECTED,
                                                SessionOutcome.NOT_PERMITTED,
                                                SessionOutcome.ALREADY_GONE));
        assertThat(dbbrain.sent).isEmpty();
        assertThat(store.kinds()).containsExactly(AuditKind.LISTED);
    }

    @Test
    void tellThatTheSessionsCannotBeLookedAt() throws InterruptedException {
        dbbrain.listIsReadable = false;

        assertThat(previews.of(SampleOrders.of(1), SampleOrders.CALLER))
                .isInstanceOf(Preview.Unreadable.class);
    }

    @Test
    void turnAwayWhomNoGrantCoversAndRecordThat() throws InterruptedException {
        Caller nobody = new Caller("sub:nobody", SampleOrders.CALLER.groups());

        assertThat(previews.of(SampleOrders.of(1), nobody))
                .isEqualTo(new Preview.TurnedAway(new Submission.NotPermitted("No grant.")));
        assertThat(store.kinds()).containsExactly(AuditKind.DENIED);
        assertThat(dbbrain.looks).hasValue(0);
    }
}
