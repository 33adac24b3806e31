package dev.sessionkill.chart;

import dev.sessionkill.chart.Query.Aggregated;
import dev.sessionkill.chart.Query.Applied;
import dev.sessionkill.chart.Query.Combined;
import dev.sessionkill.chart.Query.Constant;
import dev.sessionkill.chart.Query.Kind;
import dev.sessionkill.chart.Query.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query gives at one moment, as Prometheus defines it.
 *
 * @param series all that there are
 * @param now in seconds
 */
record Evaluation(List<Series> series, long now) {

    /** So long the last sample counts, in seconds. */
    private static final long LOOKBACK = 300;

    List<Sample> of(Query query) {
        return switch (query) {
            case Constant(double value) -> List.of(new Sample(Map.of(), value));
            case Selection it -> last(it);
            case Applied it -> applied(it);
            case Aggregated it -> aggregated(it);
            case Combined it -> combined(it);
        };
    }

    private List<Sample> last(Selection selection) {
        return each(
                selection,
                it -> {
                    Range range = Range.of(it, LOOKBACK, now);
                    return range.samples().isEmpty()
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(range.samples().lastEntry().getValue());
                });
    }

    private List<Sample> each(Selection selection, Function<Series, OptionalDouble> value) {
        return series.stream()
                .filter(selection::takes)
                .flatMap(
                        it ->
                                value.apply(it).stream()
                                        .mapToObj(found -> new Sample(it.labels(), found)))
                .toList();
    }

    private List<Sample> applied(Applied it) {
        return switch (it.function()) {
            case RATE -> over(it, Range::rate);
            case INCREASE -> over(it, Range::increase);
            case CHANGES -> over(it, Range::changes);
            case MIN_OVER_TIME -> over(it, Range::min);
            case ABSENT ->
                    of(it.arguments().getFirst()).isEmpty()
                            ? List.of(new Sample(equal(it), 1))
                            : List.of();
            case HISTOGRAM_QUANTILE -> quantiles(it);
        };
    }

    private List<Sample> over(Applied it, Function<Range, OptionalDouble> value) {
        Selection selection = (Selection) it.arguments().getFirst();
        return each(selection, found -> value.apply(Range.of(found, selection.seconds(), now)));
    }

    /** What is known of who is not there. */
    private static Map<String, String> equal(Applied it) {
        return it.selections()
                .flatMap(selection -> selection.conditions().stream())
                .filter(condition -> condition.relation().equals("="))
                .collect(
                        Collectors.toMap(
                                Query.Condition::label,
                                Query.Condition::value,
                                (_, last) -> last,
                                TreeMap::new));
    }

    private List<Sample> quantiles(Applied it) {
        double quantile = of(it.arguments().getFirst()).getFirst().value();
        return grouped(
                of(it.arguments().getLast()),
                sample -> sample.without("le"),
                samples -> Buckets.of(samples).quantile(quantile));
    }

    private List<Sample> aggregated(Aggregated it) {
        return grouped(
                of(it.of()),
                sample -> sample.only(it.by()),
                samples -> {
                    Stream<Double> values = samples.stream().map(Sample::value);
                    return switch (it.aggregation()) {
                        case SUM -> values.reduce(0.0, Double::sum);
                        case MIN -> values.reduce((a, b) -> Double.isNaN(a) || b < a ? b : a).get();
                        case MAX -> values.reduce((a, b) -> Double.isNaN(a) || b > a ? b : a).get();
                    };
                });
    }

    private static List<Sample> grouped(
            List<Sample> samples,
            Function<Sample, Map<String, String>> by,
            ToDoubleFunction<List<Sample>> value) {
        return samples.stream().collect(Collectors.groupingBy(by)).entrySet().stream()
                .map(it -> new Sample(it.getKey(), value.applyAsDouble(it.getValue())))
                .toList();
    }

    private List<Sample> combined(Combined it) {
        List<Sample> left = of(it.left());
        List<Sample> right = of(it.right());
        return switch (it.operator()) {
            case "and" -> left.stream().filter(one -> partner(one, right).isPresent()).toList();
            case "or" ->
                    Stream.concat(
                                    left.stream(),
                                    right.stream().filter(one -> partner(one, left).isEmpty()))
                            .toList();
            default -> pairs(it, left, right);
        };
    }

    private static List<Sample> pairs(Combined it, List<Sample> left, List<Sample> right) {
        if (it.left().kind() == Kind.NUMBER) {
            double number = left.getFirst().value();
            return right.stream()
                    .flatMap(one -> Operators.of(it.operator(), one, number, one.value()).stream())
                    .toList();
        }
        return left.stream()
                .flatMap(
                        one ->
                                (it.right().kind() == Kind.NUMBER
                                                ? right.stream().findFirst()
                                                : partner(one, right))
                                                .flatMap(
                                                        two ->
                                                                Operators.of(
                                                                        it.operator(),
                                                                        one,
                                                                        one.value(),
                                                                        two.value()))
                                                .stream())
                .toList();
    }

    private static Optional<Sample> partner(Sample sample, List<Sample> others) {
        return others.stream().filter(it -> it.labels().equals(sample.labels())).findFirst();
    }
}
