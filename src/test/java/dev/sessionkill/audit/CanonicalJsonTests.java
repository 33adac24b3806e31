package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.core.ThreadId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTests {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(true, "true"),
                Arguments.of(false, "false"),
                Arguments.of(0, "0"),
                Arguments.of(-1, "-1"),
                // Appendix B of RFC 8785: what is exact.
                Arguments.of(9007199254740991L, "9007199254740991"),
                Arguments.of(-9007199254740991L, "-9007199254740991"),
                Arguments.of(9007199254740992L, "\"9007199254740992\""),
                Arguments.of(Long.MAX_VALUE, "\"9223372036854775807\""),
                Arguments.of(Long.MIN_VALUE, "\"-9223372036854775808\""),
                Arguments.of("", "\"\""),
                // Section 3.2.2.
                Arguments.of(
                        "\u20ac$\u000F\nA'B\"\\\\\"/", "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""),
                Arguments.of("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\""),
                Arguments.of("\u0000\u001f\u007f", "\"\\u0000\\u001f\u007f\""),
                Arguments.of("\u2028</script>", "\"\u2028</script>\""),
                Arguments.of("\uD83D\uDE00", "\"\uD83D\uDE00\""),
                Arguments.of("a\uD83D", "\"a\uFFFD\""),
                Arguments.of("\uDE00\uD83D", "\"\uFFFD\uFFFD\""),
                Arguments.of(AuditKind.LISTED, "\"LISTED\""),
                Arguments.of(
                        Instant.parse("2026-11-22T09:00:00.250Z"), "\"2026-11-22T09:00:00.250Z\""),
                Arguments.of(List.of(), "[]"),
                Arguments.of(Arrays.asList(1, null, "x"), "[1,null,\"x\"]"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(
                        Map.of("b", List.of(Map.of("a", 1)), "a", 2),
                        "{\"a\":2,\"b\":[{\"a\":1}]}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesEachValueInOneWay(@Nullable Object value, String canonical) {
        assertThat(CanonicalJson.of(value)).isEqualTo(canonical);
    }

    /** Section 3.2.3 of RFC 8785: UTF-16 puts an emoji before what UTF-8 puts before it. */
    @Test
    void sortsKeysByTheirUtf16CodeUnits() {
        Map<String, Integer> data = new LinkedHashMap<>();
        data.put("\u20ac", 1);
        data.put("\r", 2);
        data.put("\ufb33", 3);
        data.put("1", 4);
        data.put("\ud83d\ude00", 5);
        data.put("\u0080", 6);
        data.put("\u00f6", 7);

        assertThat(CanonicalJson.of(data))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,"
                                + "\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\"\\\b\f\n\r\t\u0001\u001f", "ü\u20ac\uD83D\uDE00\u2028"})
    void isReadBackAsItWas(String text) {
        assertThat(JsonMapper.shared().readValue(CanonicalJson.of(text), String.class))
                .isEqualTo(text);
    }

    static Stream<Object> others() {
        return Stream.of(
                1.5,
                1.0f,
                'c',
                new byte[] {1},
                new ThreadId(1),
                List.of(1.5),
                Map.of("a", new Object()),
                Map.of(1, "a"),
                Map.of("\uD800", 1, "\uD801", 2));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesWhatItHasNoFormFor(Object value) {
        assertThatThrownBy(() -> CanonicalJson.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the record");
    }
}
