package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller who is turned away again and again. */
@ExtendWith(OutputCaptureExtension.class)
class DenialFloodTests {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private volatile Instant now = START;
    private TestRecord record;
    private Denials denials;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
        denials = new Denials(record.lone, () -> now);
    }

    @AfterEach
    void close() {
        denials.stop();
        record.close();
    }

    @Test
    void writesTwentyOfAMinuteInFullAndTheOthersAsOne() {
        deny("sub:loop", "cdb-1", 20);
        pass(10);
        deny("sub:loop", "cdb-1", 3);
        pass(20);
        deny("sub:loop", "cdb-2", 1);
        assertThat(kinds()).hasSize(20).containsOnly("DENIED");
        pass(29);
        denials.summarise();
        assertThat(kinds()).hasSize(20);

        pass(1);
        denials.summarise();

        assertThat(kinds()).hasSize(21).last().isEqualTo("DENIALS_SUMMARISED");
        assertThat(record.events().getLast().caller()).isEqualTo("sub:loop");
        assertThat(record.events().getLast().data())
                .isEqualTo(
                        "{\"count\":4,\"denials\":["
                                + "{\"account\":\"default\",\"action\":\"KILL\",\"count\":3,"
                                + "\"instanceId\":\"cdb-1\",\"why\":\"No grant.\"},"
                                + "{\"account\":\"default\",\"action\":\"KILL\",\"count\":1,"
                                + "\"instanceId\":\"cdb-2\",\"why\":\"No grant.\"}],"
                                + "\"first\":\"2026-11-22T09:00:10Z\",\"groups\":[\"group:a\"],"
                                + "\"last\":\"2026-11-22T09:00:30Z\"}");
    }

    @Test
    void leavesAtMost22EventsOf10000Denials() throws Exception {
        List<Callable<Boolean>> requests =
                Collections.nCopies(
                        10_000,
                        () -> {
                            denials.record(denied("sub:loop", "cdb-1"));
                            return true;
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(requests)).allMatch(Future::resultNow);
        }
        pass(60);
        denials.summarise();

        assertThat(kinds()).hasSizeLessThanOrEqualTo(22);
        assertThat(summary().get("count").intValue()).isEqualTo(10_000 - 20);
        assertThat(TestChain.verify(record.events(), List.of(record.head()))).isEmpty();
    }

    @Test
    void beginsAnewWithEachMinute() {
        deny("sub:loop", "cdb-1", 25);
        pass(60);
        deny("sub:loop", "cdb-1", 25);
        pass(60);
        denials.summarise();

        assertThat(kinds()).filteredOn("DENIED"::equals).hasSize(40);
        assertThat(kinds()).filteredOn("DENIALS_SUMMARISED"::equals).hasSize(2);
    }

    @Test
    void countsEachCallerAloneAndForgetsThoseWhoStopped() {
        deny("sub:loop", "cdb-1", 25);
        deny("sub:clumsy", "cdb-1", 20);
        assertThat(kinds()).hasSize(40);
        assertThat(denials.callers()).isEqualTo(2);

        pass(60);
        denials.summarise();

        assertThat(kinds()).hasSize(41);
        assertThat(denials.callers()).isZero();
    }

    @Test
    void tellsNoMoreThanTwentyKindsApart() {
        deny("sub:loop", "cdb-1", 20);
        for (int i = 0; i < 500; i++) {
            deny("sub:loop", "cdb-" + i % 50, 1);
        }
        pass(60);
        denials.summarise();

        assertThat(summary().get("count").intValue()).isEqualTo(500);
        assertThat(summary().get("denials").valueStream())
                .hasSize(20)
                .allMatch(it -> it.get("count").intValue() == 10);
        assertThat(summary().get("others").intValue()).isEqualTo(300);
    }

    @Test
    void writesWhatItCountedWhenItStops() {
        denials.start();
        deny("sub:loop", "cdb-1", 30);

        denials.stop();

        assertThat(summary().get("count").intValue()).isEqualTo(10);
    }

    @Test
    void countsNothingThatWasToBeWrittenInFullAndCouldNotBe() {
        record.asItsOwner("alter table audit_head rename to gone");
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> deny("sub:loop", "cdb-1", 1))
                    .isInstanceOf(DataAccessException.class);
        }
        record.asItsOwner("alter table gone rename to audit_head");

        deny("sub:loop", "cdb-1", 20);

        assertThat(kinds()).hasSize(20);
    }

    @Test
    void keepsASummaryUntilItCanBeWritten(CapturedOutput output) {
        deny("sub:loop", "cdb-1", 25);
        pass(60);
        record.asItsOwner("alter table audit_head rename to gone");
        denials.summarise();
        record.asItsOwner("alter table gone rename to audit_head");
        assertThat(kinds()).hasSize(20);
        assertThat(output).contains("5 denials that were counted could not be put on record");

        denials.summarise();
        denials.summarise();

        assertThat(kinds()).hasSize(21);
        assertThat(summary().get("count").intValue()).isEqualTo(5);
    }

    @Test
    void endsAMinuteWhenTheClockIsSetBack() {
        deny("sub:loop", "cdb-1", 25);
        pass(-3_600);

        denials.summarise();

        assertThat(summary().get("count").intValue()).isEqualTo(5);
    }

    private void deny(String caller, String instance, int times) {
        for (int i = 0; i < times; i++) {
            denials.record(denied(caller, instance));
        }
    }

    private static AuditEvent denied(String caller, String instance) {
        return new AuditEvent(
                AuditKind.DENIED,
                caller,
                null,
                Map.of(
                        "action", "KILL",
                        "account", "default",
                        "instanceId", instance,
                        "groups", List.of("group:a"),
                        "reason", "what the caller said",
                        "why", "No grant."));
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private List<String> kinds() {
        return record.events().stream().map(RecordedEvent::kind).toList();
    }

    private JsonNode summary() {
        RecordedEvent last = record.events().getLast();
        assertThat(last.kind()).isEqualTo("DENIALS_SUMMARISED");
        return JsonMapper.shared().readTree(last.data());
    }
}
