package dev.sessionkill.fuzz;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Values that somebody did not think of. */
final class Values {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** As Java has them: lone surrogates among them, which JSON can only escape. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "\r\nX-Injected: 1",
                    "\t\b\u001b[2J\u007f",
                    "\u202Etoor\u202C",
                    "\u2066x\u2069\u200B\uFEFF",
                    "\uD800",
                    "a\uDC00b",
                    "\uD83D\uDE00",
                    "e\u0301\u0301\u0301",
                    "ﷺ",
                    "*",
                    "**********a",
                    "%00%0d%0a",
                    "../../etc/passwd",
                    "' or 1=1 --",
                    "\"; drop table kill; --",
                    "${jndi:ldap://127.0.0.1/x}",
                    "#{7*7}",
                    "<script>alert(1)</script>",
                    "null",
                    "true",
                    "NaN",
                    "-0",
                    "1e309",
                    "0x10",
                    "٣",
                    "9223372036854775807",
                    "9223372036854775808",
                    "+1000000000-12-31T23:59:59.999999999Z",
                    "-1000000000-01-01T00:00:00Z",
                    "+999999999-12-31T23:59:59Z",
                    "2026-11-22T09:00:00+18:00",
                    "2026-02-30T00:00:00Z",
                    "1969-12-31T23:59:59Z",
                    "2026-11-22T24:00:00Z");

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-0",
                    "-1",
                    "1.0",
                    "1.5",
                    "1e2",
                    "1E400",
                    "1e-400",
                    "100",
                    "101",
                    "2147483647",
                    "2147483648",
                    "-2147483649",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "18446744073709551616",
                    "1" + "0".repeat(400),
                    "0." + "1".repeat(1_100),
                    "1e999999999");

    private static final List<String> OTHERS =
            List.of("null", "true", "false", "[]", "{}", "[[]]", "[null]", "{\"a\":1}", "\"\"");

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Any text. */
    String text() {
        return switch (random.nextInt(12)) {
            case 0 -> Canary.VALUE + random.nextInt(1_000);
            case 1 -> Canary.VALUE + one(TEXTS);
            case 2 -> "x".repeat(one(List.of(63, 64, 65, 255, 256, 500, 501, 5_000)));
            case 3 -> "\uD83D\uDE00".repeat(one(List.of(32, 128, 250, 251)));
            case 4 -> noise(1 + random.nextInt(20));
            default -> one(TEXTS);
        };
    }

    private String noise(int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append((char) random.nextInt(oneIn(2) ? 256 : 65_536));
        }
        return noise.toString();
    }

    String number() {
        return one(NUMBERS);
    }

    /** Any JSON, of any type. */
    String json() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> quoted(text());
            case 2 -> number();
            case 3 -> nested(one(List.of(10, 400, 600, 1_100)));
            default -> one(OTHERS);
        };
    }

    static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** As a JSON string in ASCII alone. */
    static String quoted(String text) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            boolean plain = it >= ' ' && it < 127 && it != '"' && it != '\\';
            ascii.append(plain ? String.valueOf(it) : "\\u%04x".formatted((int) it));
        }
        return '"' + ascii.toString() + '"';
    }

    /** The same, with what is not ASCII as it is, where UTF-8 can hold it. */
    static String written(String text) {
        return text.chars().anyMatch(it -> Character.isSurrogate((char) it))
                ? quoted(text)
                : JSON.writeValueAsString(text);
    }

    Random random() {
        return random;
    }
}
