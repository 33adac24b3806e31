package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.audit.RecordState.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTrailTests {

    private static final AuditQuery LISTED =
            new AuditQuery(
                    4,
                    Optional.of(AuditKind.LISTED),
                    Optional.of("sub:ops-portal"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private TestRecord record;
    private CheckpointSchedule schedule;
    private RunningVerification verification;
    private RecordedTrail trail;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
        schedule = record.schedule();
        verification = record.verification();
        trail =
                new RecordedTrail(
                        record.reader,
                        record.lone,
                        new Denials(record.lone),
                        verification,
                        schedule);
    }

    @AfterEach
    void close() {
        verification.stop();
        record.close();
    }

    @Test
    void showsWhatFitsAndRecordsWhoReadWhat() {
        record.grow(9);

        assertThat(read(LISTED, 3)).extracting(RecordedEvent::seq).containsExactly(5L, 6L, 7L);

        assertThat(record.events().getLast())
                .satisfies(
                        it -> {
                            assertThat(it.kind()).isEqualTo("AUDIT_READ");
                            assertThat(it.caller()).isEqualTo("sub:ops-portal");
                            assertThat(it.data())
                                    .isEqualTo(
                                            "{\"after\":4,\"caller\":\"sub:ops-portal\",\"events\":3,"
                                                + "\"kind\":\"LISTED\",\"limit\":3}");
                        });
    }

    @Test
    void showsNothingWhenThatCannotBeRecorded() {
        record.grow(2);
        record.asItsOwner("alter table audit_head rename to gone");

        assertThat(trail.read(AuditQuery.ALL, 9, TestRecord.CALLER))
                .isEqualTo(new AuditReading.Unrecorded());
        assertThat(trail.export(AuditQuery.ALL, 9, TestRecord.CALLER)).isEmpty();
        assertThat(trail.denied("/audit/events", "no grant", TestRecord.CALLER)).isFalse();
        assertThat(trail.state()).isEmpty();
    }

    @Test
    void exportsAllUpToItsOwnEventAndCanBeVerified() {
        record.grow(1_500);

        List<String> lines = lines(AuditQuery.ALL, Long.MAX_VALUE);

        assertThat(lines).hasSize(1_501);
        List<RecordedEvent> events =
                lines.stream().map(EventLine::read).flatMap(Optional::stream).toList();
        assertThat(events).isEqualTo(record.events());
        assertThat(TestChain.verify(events, List.of(record.head()))).isEmpty();
        assertThat(events.getLast().kind()).isEqualTo("AUDIT_EXPORTED");
    }

    @Test
    void exportsNoMoreThanItIsAskedFor() {
        record.grow(20);

        assertThat(lines(LISTED, 3)).hasSize(3);
        assertThat(lines(LISTED, 300)).hasSize(16);
    }

    @Test
    void recordsWhoMayNotReadIt() {
        assertThat(trail.denied("/audit/events", "no grant", TestRecord.CALLER)).isTrue();

        assertThat(record.events())
                .singleElement()
                .extracting(RecordedEvent::kind, RecordedEvent::data)
                .containsExactly(
                        "DENIED",
                        "{\"action\":\"AUDIT\",\"groups\":[],\"what\":\"/audit/events\","
                                + "\"why\":\"no grant\"}");
    }

    @Test
    void verifiesWhatIsThereAndThenWhatIsAdded() {
        record.grow(1_200);
        schedule.turn();
        await().until(() -> state().standing() == Standing.SOUND);
        record.grow(3);
        await().until(() -> state().verified().equals(record.head()));

        RecordState state = state();

        assertThat(state.standing()).isEqualTo(Standing.SOUND);
        assertThat(state.verified()).isEqualTo(record.head());
        assertThat(state.head()).isEqualTo(record.head());
        assertThat(state.verifiedAt()).isNotNull();
        assertThat(state.fault()).isNull();
        assertThat(state.checkpoint())
                .isNotNull()
                .extracting(RecordState.Newest::seq, RecordState.Newest::signed)
                .containsExactly(1_200L, true);
    }

    @Test
    void namesTheFirstFaultAndWhyNoCheckpointIsSigned() {
        record.grow(4);
        schedule.turn();
        record.grow(4);
        record.asItsOwner("update audit_event set data = '{}' where seq = 6");
        schedule.turn();
        await().until(() -> state().fault() != null);

        RecordState state = state();

        assertThat(state.standing()).isEqualTo(Standing.TAMPERED);
        assertThat(state.verified().seq()).isEqualTo(5);
        assertThat(state.fault()).isEqualTo(new Finding(Fault.EDITED, 6));
        assertThat(state.refusal()).isEqualTo(new Finding(Fault.EDITED, 6));
    }

    @Test
    void verifiesAllOfItAgainAfterAnHour() {
        record.grow(4);
        await().until(() -> state().standing() == Standing.SOUND);
        record.asItsOwner("update audit_event set data = '{}' where seq = 2");
        assertThat(state().standing()).as("not looked at again").isEqualTo(Standing.SOUND);

        record.asItsOwner(
                "drop view db_clock",
                "create view db_clock (now_ms) as"
                        + " select cast(unixepoch('subsec') * 1000 as integer) + 3600000");

        await().until(() -> state().fault() != null);
        assertThat(state().fault()).isEqualTo(new Finding(Fault.EDITED, 2));
    }

    private RecordState state() {
        return trail.state().orElseThrow();
    }

    private List<RecordedEvent> read(AuditQuery query, int limit) {
        return trail.read(query, limit, TestRecord.CALLER)
                        instanceof AuditReading.Page(List<RecordedEvent> events)
                ? events
                : List.of();
    }

    private List<String> lines(AuditQuery query, long limit) {
        AuditExport export = trail.export(query, limit, TestRecord.CALLER).orElseThrow();
        List<String> lines = new ArrayList<>();
        for (List<String> next = export.next(); !next.isEmpty(); next = export.next()) {
            lines.addAll(next);
        }
        return lines;
    }
}
