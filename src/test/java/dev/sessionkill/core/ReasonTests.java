package dev.sessionkill.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTests {

    @ParameterizedTest
    @MethodSource
    void isAnyPrintableText(String text) {
        assertThat(new Reason(text)).hasToString(text);
    }

    static Stream<String> isAnyPrintableText() {
        return Stream.of(
                "abc",
                "INC-4711: \"report\" <query> 'blocks' $checkout; -- {}",
                "慢查询",
                "\ud83d\udd25\ud83d\udd25\ud83d\udd25",
                "a\u0301bc",
                "a\u00a0b",
                "a\u200db",
                " a b ",
                "\u00a0abc\u00a0",
                "\u2800a\u2800",
                "\u200b\u200b!",
                "r".repeat(500),
                "\ud83d\udd25".repeat(500));
    }

    @ParameterizedTest
    @MethodSource
    void isNeitherTooShortNorTooLong(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reason(text))
                .withMessage("must be 3 to 500 characters and not blank");
    }

    static Stream<String> isNeitherTooShortNorTooLong() {
        return Stream.of(
                "",
                "ab",
                "\ud83d\udd25\ud83d\udd25",
                "   ",
                "\t\t\t",
                "\u2003\u2003\u2003",
                " a ",
                "  ab  ",
                "\u00a0ab\u3000",
                "\u00a0\u00a0\u00a0",
                "\u202f\u2007\u205f\u3000",
                "\u200b".repeat(5),
                "\u2800".repeat(4),
                "\u3164".repeat(4),
                "\u115f\u1160\uffa0",
                "\u00ad\u061c\u180e\ufeff",
                "\u034f\u17b4\u180b\ufe0f",
                "\u0301\u0301\u0301",
                "\ufff0\ufff1\ufff2",
                "\udb40\udc41\udb40\udc42\udb40\udd00",
                "\u200b \u2800 \u3164 \u00a0 \u200d",
                "r".repeat(501),
                "\ud83d\udd25".repeat(501));
    }

    @ParameterizedTest
    @MethodSource
    void holdsNoControlCharacter(int codePoint) {
        refused(codePoint);
    }

    static IntStream holdsNoControlCharacter() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
                0x2069, 0xd83d, 0xdd25
            })
    void holdsNothingThatBreaksOrReordersALine(int codePoint) {
        refused(codePoint);
    }

    private static void refused(int codePoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reason("why " + Character.toString(codePoint) + " so"))
                .withMessage("must not contain control characters");
    }
}
