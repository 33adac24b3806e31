package dev.sessionkill.access;

import java.util.List;

/**
 * A pattern in which {@code *} stands for any text, also none; everything else for itself, upper
 * and lower case apart.
 *
 * <p>The pieces between the stars are searched from left to right, each once: the leftmost place is
 * always good enough, so nothing is ever tried again.
 *
 * @param pattern not empty, no control characters
 */
public record Wildcard(String pattern) {

    public Wildcard {
        if (pattern.isBlank() || pattern.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a pattern is not blank and has no controls");
        }
    }

    /** Whether the whole text is of this form. */
    public boolean matches(String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        int lastStar = pattern.lastIndexOf('*');
        int tail = pattern.length() - lastStar - 1;
        int end = text.length() - tail;
        if (end < star || !text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        return text.startsWith(pattern.substring(lastStar + 1), end)
                && piecesBetween(star, lastStar, text, end);
    }

    private boolean piecesBetween(int star, int lastStar, String text, int end) {
        int from = star;
        int piece = star + 1;
        while (piece <= lastStar) {
            int next = pattern.indexOf('*', piece);
            int found = text.indexOf(pattern.substring(piece, next), from, end);
            if (found < 0) {
                return false;
            }
            from = found + next - piece;
            piece = next + 1;
        }
        return true;
    }

    /** Whether one of the patterns matches the text. */
    static boolean anyMatches(List<Wildcard> patterns, String text) {
        return patterns.stream().anyMatch(it -> it.matches(text));
    }

    /** Whether one of the patterns alone matches every text there is. */
    static boolean anyMatchesEverything(List<Wildcard> patterns) {
        return patterns.stream().anyMatch(it -> it.pattern.chars().allMatch(c -> c == '*'));
    }

    @Override
    public String toString() {
        return pattern;
    }
}
