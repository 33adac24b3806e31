package dev.sessionkill.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sessionkill.chart.Query.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PromQL of the alerts and the dashboard, as they lie in the chart. */
final class Expressions {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), \\w+\\)");

    private Expressions() {}

    /**
     * A metric that is asked for.
     *
     * @param labels that it must have
     */
    record Selector(Selection selection, Set<String> labels) {}

    /** One line of a panel. */
    record Target(String expression, String legend) {}

    static List<String> all() {
        List<String> expressions = new ArrayList<>();
        Alerts.all().forEach(it -> expressions.add(it.expression()));
        targets().forEach(it -> expressions.add(it.expression()));
        dashboard().at("/templating/list").findValues("query").stream()
                .map(it -> LABEL_VALUES.matcher(it.asText()))
                .filter(it -> it.matches())
                .forEach(it -> expressions.add(it.group(1)));
        return expressions;
    }

    static List<Target> targets() {
        return dashboard().path("panels").findValues("targets").stream()
                .flatMap(JsonNode::valueStream)
                .map(
                        it ->
                                new Target(
                                        it.path("expr").asText().replace("$__rate_interval", "5m"),
                                        it.path("legendFormat").asText()))
                .toList();
    }

    static JsonNode dashboard() {
        return Yaml.read(Chart.file("files/dashboard.json"));
    }

    static List<Selector> selectors() {
        return all().stream()
                .flatMap(it -> selectors(QueryParser.parse(it), Set.of()))
                .distinct()
                .toList();
    }

    /**
     * What is asked for.
     *
     * @param needed the labels that must be left when it has been worked out
     */
    static Stream<Selector> selectors(Query query, Set<String> needed) {
        return switch (query) {
            case Query.Constant _ -> Stream.empty();
            case Selection it -> {
                Set<String> labels = new HashSet<>(needed);
                it.conditions().forEach(condition -> labels.add(condition.label()));
                yield Stream.of(new Selector(it, labels));
            }
            case Query.Applied it -> {
                boolean buckets = it.function() == Query.Function.HISTOGRAM_QUANTILE;
                Set<String> labels = buckets ? Set.of("le") : needed;
                yield it.arguments().stream().flatMap(argument -> selectors(argument, labels));
            }
            case Query.Aggregated it -> {
                if (!it.by().containsAll(needed)) {
                    throw new IllegalArgumentException("no label is left of " + needed);
                }
                yield selectors(it.of(), Set.copyOf(it.by()));
            }
            case Query.Combined it ->
                    Stream.concat(selectors(it.left(), needed), selectors(it.right(), needed));
        };
    }
}
