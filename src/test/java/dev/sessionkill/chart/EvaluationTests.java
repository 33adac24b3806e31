package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTests {

    /** At 60 seconds; the figures are those of Prometheus' own definitions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a                                  | a 1 2 3 4 5                        | {}=5.0
                    a                                  | a{x="1"} 1x4; a{x="2"} 2x4; b 1x4  | {x=1}=1.0 {x=2}=2.0
                    a{x!="1"}                          | a{x="1"} 1x4; a{x="2"} 2x4         | {x=2}=2.0
                    a{x=~"1[01]?"}                     | a{x="1"} 1x4; a{x="12"} 2x4        | {x=1}=1.0
                    a{x!~"1.*"}                        | a{x="12"} 1x4; a{x="2"} 2x4        | {x=2}=2.0
                    a                                  | a 7 _x4                            | {}=7.0
                    rate(a[1m])                        | a 0+15x4                           | {}=1.0
                    # without the sample at its begin, and extended to it
                    increase(a[1m])                    | a 10+15x4                          | {}=60.0
                    # no further than to zero
                    increase(a[1m])                    | a _x3 0 3                          | {}=3.0
                    # half an interval at an end where samples are missing
                    increase(a[1m])                    | a _x2 100+15x2                     | {}=37.5
                    # a counter that begins anew
                    increase(a[1m])                    | a 50 60 5 10 15                    | {}=20.0
                    increase(a[1m])                    | a _x4 5                            | ''
                    changes(a[1m])                     | a 1 1 2 2 3                        | {}=2.0
                    min_over_time(a[1m])               | a 0 3 2 4 5                        | {}=2.0
                    absent(a{x="1",y=~"2"})            | a{x="2"} 1x4                       | {x=1}=1.0
                    absent(a)                          | a 1x4                              | ''
                    sum(a)                             | a{x="1"} 1x4; a{x="2"} 2x4         | {}=3.0
                    sum by (x) (a)                     | a{x="1",y="1"} 1x4; a{x="1",y="2"} 2x4; a{x="2"} 3x4 | {x=1}=3.0 {x=2}=3.0
                    max(a)                             | a{x="1"} NaNx4; a{x="2"} 2x4; a{x="3"} 1x4 | {}=2.0
                    min(a)                             | a{x="1"} NaNx4; a{x="2"} 2x4; a{x="3"} 1x4 | {}=1.0
                    a / b                              | a{x="1"} 1x4; a{x="2"} 1x4; b{x="1"} 4x4 | {x=1}=0.25
                    a / b > 0.5                        | a 0x4; b 0x4                       | ''
                    2 * a                              | a 3x4                              | {}=6.0
                    1 < a                              | a 3x4                              | {}=3.0
                    a >= 3                             | a{x="1"} 3x4; a{x="2"} 2x4         | {x=1}=3.0
                    a != a                             | a{x="1"} NaNx4; a{x="2"} 2x4       | {x=1}=NaN
                    a and b                            | a{x="1"} 1x4; a{x="2"} 2x4; b{x="2"} 0x4 | {x=2}=2.0
                    a or b                             | a{x="1"} 1x4; b{x="1"} 2x4; b{x="2"} 3x4 | {x=1}=1.0 {x=2}=3.0
                    histogram_quantile(0.5, a)         | a{le="1.0"} 2x4; a{le="3.0"} 6x4; a{le="+Inf"} 8x4 | {}=2.0
                    histogram_quantile(0.9, a)         | a{le="1.0"} 2x4; a{le="3.0"} 6x4; a{le="+Inf"} 8x4 | {}=3.0
                    histogram_quantile(0.5, a)         | a{le="1.0"} 0x4; a{le="3.0"} 0x4; a{le="+Inf"} 0x4 | {}=NaN
                    """)
    void countsAsPrometheusDoes(String query, String series, String result) {
        assertThat(at60(query, series)).isEqualTo(result);
    }

    private static String at60(String query, String series) {
        List<Series> all =
                Arrays.stream(series.split("; ", -1)).map(it -> Series.of(it, Map.of())).toList();
        return new Evaluation(all, 60)
                .of(QueryParser.parse(query)).stream()
                        .map(it -> it.labels() + "=" + it.value())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }
}
