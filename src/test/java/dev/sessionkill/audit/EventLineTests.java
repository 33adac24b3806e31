package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTests {

    private static final String PREV = "0".repeat(64);
    private static final String HASH = "f".repeat(64);
    private static final String LINE =
            "{\"seq\":42,\"at\":\"2026-11-22T09:00:00.250Z\",\"kind\":\"LISTED\","
                    + "\"caller\":\"sub:a\",\"killId\":null,\"data\":{\"rows\":3},\"prev\":\""
                    + PREV
                    + "\",\"hash\":\""
                    + HASH
                    + "\"}";

    @Test
    void isOneObjectInAFixedOrder() {
        assertThat(
                        EventLine.of(
                                new RecordedEvent(
                                        42,
                                        1_795_338_000_250L,
                                        "LISTED",
                                        "sub:a",
                                        null,
                                        "{\"rows\":3}",
                                        PREV,
                                        HASH)))
                .isEqualTo(LINE);
    }

    static Stream<RecordedEvent> events() {
        return Stream.of(
                event(0, "sub:a", null, "{}"),
                event(253_402_300_799_999L, "sub:a", "0199", "{}"),
                event(1, "sub:\"\\\n\u0001\"", null, "{}"),
                event(1, "sub:\",\"killId\":null", "\",\"data\":", "{\"prev\":\"x\"}"),
                event(1, "sub:ü\uD83D\uDE00\u2028", "", "{\"a\":\"\u2028\u0085\"}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadAsItWasWritten(RecordedEvent event) {
        assertThat(EventLine.read(EventLine.of(event))).contains(event);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 20, 40, 70, 90, 100, 110, 120, 200, 240})
    void isNotReadWhenItIsCutOff(int length) {
        assertThat(EventLine.read(LINE.substring(0, length))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    :42,        | :,
                    :42,        | :99999999999999999999,
                    :42,        | :x,
                    :00.250Z    | .00.250Z
                    T09:        | T25:
                    -11-        | -13-
                    2026        | \u0662\u0660\u0662\u0666
                    250Z        | 25aZ
                    caller      | Caller
                    :null       | :nil
                    `"}`        | `" }`
                    `{"seq"`    | `{ "seq"`
                    """)
    void isNotReadWhenItIsWrittenInAnotherWay(String from, String to) {
        String changed = LINE.replace(from, to);

        assertThat(changed).isNotEqualTo(LINE);
        assertThat(EventLine.read(changed)).isEmpty();
    }

    private static RecordedEvent event(long at, String caller, @Nullable String kill, String data) {
        return new RecordedEvent(1, at, "LISTED", caller, kill, data, PREV, HASH);
    }
}
