package dev.sessionkill.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a query, one after the other. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    \\s*([a-zA-Z_:][\\w:]*|\\d+(?:\\.\\d+)?|"(?:[^"\\\\]|\\\\.)*"|\\[\\d+[smh]]\
                    |=~|!~|!=|==|>=|<=|[-+*/(){},=<>])\\s*\
                    """);

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][\\w:]*");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        require(end == text.length(), "at " + text.substring(end));
    }

    /** The next one, which stays; empty after the last. */
    String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    String take() {
        require(next < tokens.size(), "the end comes too soon");
        return tokens.get(next++);
    }

    /** Whether the next one is that; then it is taken. */
    boolean takes(String token) {
        boolean found = peek().equals(token);
        if (found) {
            next++;
        }
        return found;
    }

    void expect(String token) {
        String found = take();
        require(found.equals(token), "%s where %s should be".formatted(found, token));
    }

    String name() {
        String token = take();
        require(NAME.matcher(token).matches(), "at " + token);
        return token;
    }

    void end() {
        require(next == tokens.size(), "at " + peek());
    }

    void require(boolean holds, String complaint) {
        if (!holds) {
            throw refused(complaint);
        }
    }

    IllegalArgumentException refused(String complaint) {
        return new IllegalArgumentException(complaint + ", in " + text);
    }
}
