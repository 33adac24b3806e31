package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardTests {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # pattern,  text,        matches
                    app,        app,         true
                    app,        App,         false
                    app,        apple,       false
                    app,        '',          false
                    *,          '',          true
                    *,          anything,    true
                    **,         '',          true
                    app_*,      app_,        true
                    app_*,      app_1,       true
                    app_*,      app,         false
                    app_*,      my_app_1,    false
                    *_ro,       report_ro,   true
                    *_ro,       report_rw,   false
                    *_ro,       _ro,         true
                    ab*ba,      aba,         false
                    ab*ba,      abba,        true
                    a*b*c,      abc,         true
                    a*b*c,      a-b-b-c,     true
                    a*b*c,      acb,         false
                    a*b*c,      ac,          false
                    a**c,       abc,         true
                    *a*a*,      a,           false
                    *a*a*,      xaxax,       true
                    *ab*abc,    ababc,       true
                    *abc*bc,    abc,         false
                    a.c,        abc,         false
                    a?c,        abc,         false
                    [a],        a,           false
                    cdb-*,      cdb-8jawylh, true
                    sub:*,      sub:x,       true
                    a%,         ab,          false
                    """)
    void knowsTheStarAlone(String pattern, String text, boolean matches) {
        assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    @Timeout(60)
    void isQuickWhereABacktrackingMatcherIsNot() {
        Wildcard nasty = new Wildcard("a*".repeat(10_000) + "b");

        assertThat(nasty.matches("a".repeat(100_000))).isFalse();
        assertThat(nasty.matches("a".repeat(100_000) + "b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "\u0000"})
    void isNeitherBlankNorUnprintable(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Wildcard(pattern));
    }
}
