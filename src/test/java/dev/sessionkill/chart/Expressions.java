package dev.sessionkill.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The PromQL of the alerts and the dashboard, as they lie in the chart. */
final class Expressions {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"");

    /** What the scrape adds. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "namespace");

    private Expressions() {}

    /**
     * A metric that is asked for.
     *
     * @param labels by which it is selected, without those that the scrape adds
     */
    record Selector(String metric, Set<String> labels) {}

    static List<String> all() {
        List<String> expressions = new ArrayList<>();
        Yaml.read(Chart.file("files/alerts.yaml"))
                .findValues("expr")
                .forEach(it -> expressions.add(it.asText()));
        JsonNode dashboard = Yaml.read(Chart.file("files/dashboard.json"));
        dashboard.path("panels").findValues("expr").forEach(it -> expressions.add(it.asText()));
        dashboard.at("/templating/list").findValues("query").stream()
                .map(JsonNode::asText)
                .filter(it -> it.contains("{"))
                .forEach(expressions::add);
        return expressions;
    }

    static List<Selector> selectors() {
        return all().stream().flatMap(Expressions::selectors).distinct().toList();
    }

    private static Stream<Selector> selectors(String expression) {
        return SELECTOR.matcher(expression)
                .results()
                .map(it -> new Selector(it.group(1), labels(it.group(2))));
    }

    static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        Matcher matcher = LABEL.matcher(text);
        while (matcher.find()) {
            labels.add(matcher.group(1));
        }
        labels.removeAll(OF_THE_SCRAPE);
        return labels;
    }
}
