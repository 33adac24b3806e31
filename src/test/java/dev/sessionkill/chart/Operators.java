package dev.sessionkill.chart;

import java.util.Optional;

/** Two numbers by an operator. */
final class Operators {

    private Operators() {}

    /**
     * A comparison leaves the sample as it is, or out; an arithmetic operator gives it the result.
     */
    static Optional<Sample> of(String operator, Sample sample, double left, double right) {
        return switch (operator) {
            case "==" -> kept(sample, left == right);
            case "!=" -> kept(sample, left != right);
            case ">" -> kept(sample, left > right);
            case "<" -> kept(sample, left < right);
            case ">=" -> kept(sample, left >= right);
            case "<=" -> kept(sample, left <= right);
            case "+" -> Optional.of(sample.with(left + right));
            case "-" -> Optional.of(sample.with(left - right));
            case "*" -> Optional.of(sample.with(left * right));
            case "/" -> Optional.of(sample.with(left / right));
            default -> throw new IllegalArgumentException("an unknown operator: " + operator);
        };
    }

    private static Optional<Sample> kept(Sample sample, boolean holds) {
        return holds ? Optional.of(sample) : Optional.empty();
    }
}
