package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryParserTests {

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Expressions#all")
    void readsWhatTheChartAsks(String expression) {
        assertThat(QueryParser.parse(expression).selections()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    irate(a[5m])                          | an unknown function irate
                    rate(a{b="c"})                        | rate takes [RANGE]
                    rate(a[5m], 1)                        | rate takes [RANGE]
                    rate(rate(a[5m]))                     | rate takes [RANGE]
                    histogram_quantile(a)                 | histogram_quantile takes [NUMBER, VECTOR]
                    absent(a[5m])                         | absent takes [VECTOR]
                    sum by (b) (a[5m])                    | SUM of a RANGE
                    sum by b (a)                          | b where ( should be
                    a[5m]                                 | a range that no function takes
                    a[5m] > 1                             | a range beside >
                    a[5]                                  | at [5]
                    a[5d]                                 | at [5d]
                    (a > 1                                | the end comes too soon
                    a > 1)                                | at )
                    a{b="c"                               | the end comes too soon
                    a{b="c}                               | at "c}
                    a{b=c}                                | at c
                    a{b>"c"}                              | at >
                    a{}                                   | at }
                    a b                                   | at b
                    a >                                   | the end comes too soon
                    a > > 1                               | at >
                    a => 1                                | at =
                    1 > 2                                 | numbers alone beside >
                    a and 1                               | a number beside and
                    a unless b                            | at unless
                    a ^ b                                 | at ^ b
                    """)
    void refusesWhatIsWrongAndWhatItDoesNotKnow(String expression, String complaint) {
        assertThatThrownBy(() -> QueryParser.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint + ", in " + expression);
    }

    @Test
    void bindsAsPrometheusDoes() {
        assertThat(QueryParser.parse("a + b * c > 1 and d < 2 or e"))
                .isEqualTo(QueryParser.parse("((((a + (b * c)) > 1) and (d < 2)) or e)"));
        assertThat(QueryParser.parse("a - b - c")).isEqualTo(QueryParser.parse("(a - b) - c"));
    }
}
