package dev.sessionkill.chart;

import dev.sessionkill.chart.PrometheusRule.Alert;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at an alert at each scrape, as Prometheus does. */
final class AlertRun {

    private final Query query;
    private final long pending;

    AlertRun(Alert alert) {
        query = QueryParser.parse(alert.expression());
        pending = alert.pending() == null ? 0 : Duration.parse("PT" + alert.pending()).toSeconds();
    }

    /** The labels of those that fire at some time. */
    Set<Map<String, String>> fires(List<Series> series) {
        long end = series.stream().mapToLong(Series::end).max().orElse(0);
        Map<Map<String, String>, Long> since = new HashMap<>();
        Set<Map<String, String>> fired = new HashSet<>();
        for (long now = 0; now <= end; now += Series.STEP) {
            long time = now;
            Set<Map<String, String>> active =
                    new Evaluation(series, now)
                            .of(query).stream().map(Sample::labels).collect(Collectors.toSet());
            since.keySet().retainAll(active);
            active.forEach(it -> since.putIfAbsent(it, time));
            since.forEach(
                    (labels, begin) -> {
                        if (time - begin >= pending) {
                            fired.add(labels);
                        }
                    });
        }
        return fired;
    }
}
