package dev.sessionkill.chart;

import dev.sessionkill.chart.Query.Aggregation;
import dev.sessionkill.chart.Query.Condition;
import dev.sessionkill.chart.Query.Function;
import dev.sessionkill.chart.Query.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads PromQL and refuses what Prometheus would, and whatever the chart does not use. */
final class QueryParser {

    private static final Set<String> RELATIONS = Set.of("=", "!=", "=~", "!~");
    private static final Set<String> SETS = Set.of("and", "or");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");

    /** From the loosest to the closest. */
    private static final List<Set<String>> OPERATORS =
            List.of(Set.of("or"), Set.of("and"), COMPARISONS, Set.of("+", "-"), Set.of("*", "/"));

    private final Tokens tokens;

    private QueryParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads a whole query.
     *
     * @throws IllegalArgumentException says what is wrong, and where
     */
    static Query parse(String text) {
        Tokens tokens = new Tokens(text);
        Query query = new QueryParser(tokens).combined(0);
        tokens.end();
        tokens.require(query.kind() != Kind.RANGE, "a range that no function takes");
        return query;
    }

    private Query combined(int level) {
        if (level == OPERATORS.size()) {
            return operand();
        }
        Query left = combined(level + 1);
        while (OPERATORS.get(level).contains(tokens.peek())) {
            String operator = tokens.take();
            Query right = combined(level + 1);
            check(operator, left.kind(), right.kind());
            left = new Query.Combined(operator, left, right);
        }
        return left;
    }

    private void check(String operator, Kind left, Kind right) {
        List<Kind> kinds = List.of(left, right);
        tokens.require(!kinds.contains(Kind.RANGE), "a range beside " + operator);
        tokens.require(
                !SETS.contains(operator) || !kinds.contains(Kind.NUMBER),
                "a number beside " + operator);
        tokens.require(
                !COMPARISONS.contains(operator) || kinds.contains(Kind.VECTOR),
                "numbers alone beside " + operator);
    }

    private Query operand() {
        if (tokens.takes("(")) {
            Query query = combined(0);
            tokens.expect(")");
            return query;
        }
        if (Character.isDigit((tokens.peek() + " ").charAt(0))) {
            return new Query.Constant(Double.parseDouble(tokens.take()));
        }
        String name = tokens.name();
        Optional<Aggregation> aggregation = named(Aggregation.values(), name);
        if (aggregation.isPresent()) {
            return aggregated(aggregation.get());
        }
        return tokens.peek().equals("(") ? applied(name) : selection(name);
    }

    private Query aggregated(Aggregation aggregation) {
        List<String> by = new ArrayList<>();
        if (tokens.takes("by")) {
            tokens.expect("(");
            do {
                by.add(tokens.name());
            } while (tokens.takes(","));
            tokens.expect(")");
        }
        tokens.expect("(");
        Query of = combined(0);
        tokens.expect(")");
        tokens.require(of.kind() == Kind.VECTOR, aggregation + " of a " + of.kind());
        return new Query.Aggregated(aggregation, by, of);
    }

    private Query applied(String name) {
        Function function =
                named(Function.values(), name)
                        .orElseThrow(() -> tokens.refused("an unknown function " + name));
        List<Query> arguments = new ArrayList<>();
        tokens.expect("(");
        do {
            arguments.add(combined(0));
        } while (tokens.takes(","));
        tokens.expect(")");
        tokens.require(
                arguments.stream().map(Query::kind).toList().equals(function.arguments()),
                name + " takes " + function.arguments());
        return new Query.Applied(function, arguments);
    }

    private Query selection(String metric) {
        List<Condition> conditions = new ArrayList<>();
        if (tokens.takes("{")) {
            do {
                conditions.add(condition());
            } while (tokens.takes(","));
            tokens.expect("}");
        }
        return new Query.Selection(metric, conditions, seconds());
    }

    private Condition condition() {
        String label = tokens.name();
        String relation = tokens.take();
        tokens.require(RELATIONS.contains(relation), "at " + relation);
        String value = tokens.take();
        tokens.require(value.startsWith("\""), "at " + value);
        String unquoted = value.substring(1, value.length() - 1);
        return new Condition(label, relation, unquoted.replaceAll("\\\\(.)", "$1"));
    }

    private long seconds() {
        if (!tokens.peek().startsWith("[")) {
            return 0;
        }
        String range = tokens.take();
        int unit = range.length() - 2;
        long count = Long.parseLong(range, 1, unit, 10);
        return switch (range.charAt(unit)) {
            case 's' -> count;
            case 'm' -> count * 60;
            default -> count * 3600;
        };
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values)
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
