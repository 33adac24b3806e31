package dev.sessionkill.audit;

import static dev.sessionkill.audit.TestSettings.ACCESS;
import static dev.sessionkill.audit.TestSettings.KILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.Sha256;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsOnRecordTests {

    private static final String ACCESS_IN_JSON = "{\"grants\":[\"group:dba\"]}";
    private static final String KILL_IN_JSON = "{\"catalogue\":1,\"requireIdentity\":false}";

    private TestRecord record;

    @BeforeEach
    void open(@TempDir Path directory) {
        record = new TestRecord(directory);
    }

    @AfterEach
    void close() {
        record.close();
    }

    @Test
    void recordsAllSectionsAtTheFirstStart() {
        TestSettings.start(record, KILL, ACCESS);

        String after =
                Sha256.hex("{\"access\":" + ACCESS_IN_JSON + ",\"kill\":" + KILL_IN_JSON + "}");
        assertThat(record.events())
                .singleElement()
                .extracting(RecordedEvent::kind, RecordedEvent::caller, RecordedEvent::data)
                .containsExactly(
                        "SETTINGS_CHANGED",
                        "gateway",
                        """
                        {"after":"%s","before":null,\
                        "changed":{"access":%s,"kill":%s},\
                        "digests":{"access":"%s","kill":"%s"},\
                        "version":"1.2.3"}\
                        """
                                .formatted(
                                        after,
                                        ACCESS_IN_JSON,
                                        KILL_IN_JSON,
                                        Sha256.hex(ACCESS_IN_JSON),
                                        Sha256.hex(KILL_IN_JSON)));
    }

    @Test
    void recordsNothingWhenTheSettingsAreTheSame() {
        TestSettings.start(record, KILL, ACCESS);
        record.grow(3);
        ChainEnd head = record.head();

        TestSettings.start(record, ACCESS, KILL);

        assertThat(record.head()).isEqualTo(head);
    }

    @Test
    void namesTheSectionThatChangedAndNoOther() {
        TestSettings.start(record, KILL, ACCESS);
        TestSettings.start(record, KILL, TestSettings.access("group:everybody"));

        List<RecordedEvent> events = record.events();
        assertThat(events).hasSize(2);
        assertThat(events.getLast().data())
                .contains(
                        "\"changed\":{\"access\":{\"grants\":[\"group:everybody\"]}}",
                        "\"before\":\"" + after(events.getFirst()) + "\"");
    }

    @Test
    void recordsThatSettingsWereTakenBack() {
        TestSettings.start(record, ACCESS);
        TestSettings.start(record, TestSettings.access("group:everybody"));
        TestSettings.start(record, ACCESS);

        List<RecordedEvent> events = record.events();
        assertThat(events).hasSize(3);
        assertThat(after(events.getLast())).isEqualTo(after(events.getFirst()));
    }

    @Test
    void tellsThatASectionIsGone() {
        TestSettings.start(record, KILL, ACCESS);
        TestSettings.start(record, ACCESS);

        assertThat(record.events().getLast().data()).contains("\"changed\":{\"kill\":null}");
    }

    @Test
    void doesNotStartWhenTheSettingsCannotBeRecorded() {
        record.asItsOwner("alter table audit_head rename to gone");

        assertThatThrownBy(() -> TestSettings.start(record, ACCESS))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(
                        "spring.datasource.url: what the gateway is set to cannot be recorded"
                                + " there");
    }

    private static String after(RecordedEvent event) {
        return event.data().substring("{'after':'".length(), "{'after':'".length() + 64);
    }
}
