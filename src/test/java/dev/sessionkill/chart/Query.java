package dev.sessionkill.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A question to Prometheus: as much of PromQL as alerts and dashboard use. */
sealed interface Query {

    /** A number. */
    record Constant(double value) implements Query {}

    /**
     * Series by name and labels.
     *
     * @param seconds how far back; 0 for the last sample alone
     */
    record Selection(String metric, List<Condition> conditions, long seconds) implements Query {

        boolean takes(Series series) {
            return series.metric().equals(metric)
                    && conditions.stream().allMatch(it -> it.takes(series.labels()));
        }
    }

    /** What a label must be. */
    record Condition(String label, String relation, String value) {

        boolean takes(Map<String, String> labels) {
            String actual = labels.getOrDefault(label, "");
            return switch (relation) {
                case "=" -> actual.equals(value);
                case "!=" -> !actual.equals(value);
                case "=~" -> actual.matches(value);
                case "!~" -> !actual.matches(value);
                default -> throw new IllegalArgumentException("an unknown relation: " + relation);
            };
        }
    }

    /** A function of that. */
    record Applied(Function function, List<Query> arguments) implements Query {}

    /** One for all that have the same of these labels. */
    record Aggregated(Aggregation aggregation, List<String> by, Query of) implements Query {}

    /** Two by an operator; what goes together has the same labels. */
    record Combined(String operator, Query left, Query right) implements Query {}

    /** What a query gives. */
    enum Kind {
        NUMBER,
        VECTOR,
        RANGE
    }

    enum Aggregation {
        SUM,
        MIN,
        MAX
    }

    enum Function {
        RATE,
        INCREASE,
        CHANGES,
        MIN_OVER_TIME,
        ABSENT,
        HISTOGRAM_QUANTILE;

        List<Kind> arguments() {
            return switch (this) {
                case RATE, INCREASE, CHANGES, MIN_OVER_TIME -> List.of(Kind.RANGE);
                case ABSENT -> List.of(Kind.VECTOR);
                case HISTOGRAM_QUANTILE -> List.of(Kind.NUMBER, Kind.VECTOR);
            };
        }
    }

    default Kind kind() {
        return switch (this) {
            case Constant _ -> Kind.NUMBER;
            case Selection it -> it.seconds() > 0 ? Kind.RANGE : Kind.VECTOR;
            case Applied _, Aggregated _ -> Kind.VECTOR;
            case Combined it ->
                    it.left().kind() == Kind.NUMBER && it.right().kind() == Kind.NUMBER
                            ? Kind.NUMBER
                            : Kind.VECTOR;
        };
    }

    /** What it asks for, each at its place. */
    default Stream<Selection> selections() {
        return switch (this) {
            case Constant _ -> Stream.empty();
            case Selection it -> Stream.of(it);
            case Applied it -> it.arguments().stream().flatMap(Query::selections);
            case Aggregated it -> it.of().selections();
            case Combined it -> Stream.concat(it.left().selections(), it.right().selections());
        };
    }
}
