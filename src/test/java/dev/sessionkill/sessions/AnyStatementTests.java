package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every statement, be it none at all. */
class AnyStatementTests {

    private static final String[] PIECES = {
        "select",
        "values",
        "in",
        "a",
        "t1",
        "x",
        "X",
        "n",
        "N",
        "b",
        "_utf8",
        "_utf8mb4",
        "1abc",
        "0x1F",
        "0b01",
        "0x",
        "1",
        "1.5",
        ".5",
        "1.",
        "1e5",
        "1e-5",
        "1e",
        "2E+3x",
        "null",
        "'",
        "''",
        "'s'",
        "\"",
        "\"\"",
        "\"s\"",
        "\\",
        "\\'",
        "`",
        "``",
        "`q`",
        "`a`.5t",
        "--",
        "-- ",
        "#",
        "/*",
        "*/",
        "/*!",
        "/*+",
        "/*M!",
        "/*c*/",
        "/*! 'a*/' */",
        "\n",
        " ",
        "\t",
        "-",
        "+",
        "*",
        "/",
        "(",
        ")",
        "(1)",
        "(1,2)",
        "(?,?)",
        ",",
        ";",
        ".",
        "@",
        "@@",
        ":",
        "?",
        "=",
        "<",
        "é",
        "老",
        "\ud83d",
        "\ud83d\udd25",
        "\u0000",
        "\u00a0",
        "$",
        "_",
        "{",
        "}",
        "[",
        "]",
        "K"
    };

    @Test
    void hasADigestThatIsItsOwnDigest() {
        Random random = new Random(4711);
        for (int i = 0; i < 50_000; i++) {
            String sql =
                    IntStream.range(0, 1 + random.nextInt(12))
                            .mapToObj(_ -> PIECES[random.nextInt(PIECES.length)])
                            .collect(Collectors.joining());
            String digest = Statements.digest(sql);

            assertThat(Statements.digest(digest)).as(sql).isEqualTo(digest);
        }
    }

    /** Wherever a statement is cut, what was a literal in it is hidden. */
    @Test
    void hidesWhatIsDataHoweverItIsCut() {
        String sql =
                "select 'zz', \"zz\"\"zz\", _utf8'zz\\'zz' /*! 'zz' */ from `t`"
                        + " /* zz */ where a = 'zz' -- zz";
        for (int end = 0; end <= sql.length(); end++) {
            assertThat(Statements.digest(sql.substring(0, end))).doesNotContain("z");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "(1,",
                "1,",
                "'",
                "''",
                "\"",
                "`",
                "/*",
                "*/",
                "/*!",
                "-",
                "--",
                "a.",
                "._",
                "1.",
                "1e",
                "0x",
                "_utf8 ",
                "- ",
                "((1),",
                "values(1),",
                "#\n",
                "?",
                "\\'"
            })
    @Timeout(60)
    void isReadInTimeThatGrowsWithItsLength(String piece) {
        String sql = piece.repeat(400_000 / piece.length());

        assertThat(Statements.digest(sql)).hasSizeLessThanOrEqualTo(2 * sql.length());
        assertThat(Duration.ofNanos(nanos(sql + "x"))).isLessThan(Duration.ofSeconds(5));
    }

    private static long nanos(String sql) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        assertThat(Statements.digest(sql)).isNotNull();
        return threads.getCurrentThreadCpuTime() - start;
    }
}
