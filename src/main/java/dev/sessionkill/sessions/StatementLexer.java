package dev.sessionkill.sessions;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a statement as MySQL does (its manual, "Lexical Structure"), with backslash escapes on and
 * double quotes around strings. Every character is looked at a few times at most.
 */
final class StatementLexer {

    private static final String PART = "[\\w$[^\\x00-\\x7F]]";

    /**
     * Digits that a letter follows are a name, as in {@code 2fa}, unless they are a whole float.
     */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?:0[xX]\\p{XDigit}++|0[bB][01]++)(?!PART)".replace("PART", PART)
                            + "|(?:\\d++\\.\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+"
                            + "|\\d++[eE][+-]?\\d++"
                            + "|\\d++(?!PART)".replace("PART", PART));

    /** What stands before a string without space and is part of it. */
    private static final Set<String> PREFIXES = Set.of("n", "x", "b");

    private final String sql;
    private final Matcher number;
    private final DigestTokens tokens = new DigestTokens();
    private int at;
    private boolean spaced;

    StatementLexer(String sql) {
        this.sql = sql;
        this.number = NUMBER.matcher(sql);
    }

    String digest() {
        while (at < sql.length()) {
            char next = sql.charAt(at);
            if (next <= ' ') {
                skipTo(at + 1);
            } else if (next == '#' || isDashComment()) {
                skipTo(sql.indexOf('\n', at));
            } else if (sql.startsWith("/*", at)) {
                skipTo(endOfComment());
            } else if (next == '\'' || next == '"') {
                literalTo(endOfQuoted(at));
            } else if (next == '`') {
                name();
            } else if (next == '?') {
                literalTo(at + 1);
            } else if (isNumber()) {
                literalTo(number.end());
            } else {
                wordOrSymbol();
            }
        }
        return tokens.toString();
    }

    /** Comments separate as white space does. */
    private void skipTo(int end) {
        at = orEnd(end);
        spaced = true;
    }

    private void literalTo(int end) {
        tokens.literal(spaced);
        proceed(end);
    }

    private void name() {
        int end = endOfQuoted(at);
        if (end < 0) {
            literalTo(end);
        } else {
            tokens.name(sql.substring(at, end), spaced);
            proceed(end);
        }
    }

    private void wordOrSymbol() {
        int end = endOfWord();
        if (end == at) {
            tokens.symbol(sql.charAt(at), spaced);
            proceed(at + 1);
            return;
        }
        String word = sql.substring(at, end);
        if (sql.startsWith("'", end) && PREFIXES.contains(word.toLowerCase(Locale.ROOT))) {
            literalTo(endOfQuoted(end));
        } else {
            tokens.word(word, spaced);
            proceed(end);
        }
    }

    private void proceed(int end) {
        at = orEnd(end);
        spaced = false;
    }

    private int orEnd(int end) {
        return end < 0 ? sql.length() : end;
    }

    /** Without white space behind them, two dashes are two signs. */
    private boolean isDashComment() {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    /** What the server executes out of a comment is lexed: its strings may hold the mark of end. */
    private int endOfComment() {
        return sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)
                ? endOfExecuted(at + 2)
                : behind(sql.indexOf("*/", at + 2));
    }

    private static int behind(int mark) {
        return mark < 0 ? mark : mark + 2;
    }

    private int endOfExecuted(int from) {
        int depth = 1;
        int i = from;
        while (i < sql.length()) {
            if (isQuote(sql.charAt(i))) {
                i = orEnd(endOfQuoted(i));
            } else if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return -1;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }

    /** Behind the quote that ends what begins there, or -1 when none does. */
    private int endOfQuoted(int start) {
        char quote = sql.charAt(start);
        int i = start + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == '\\' && quote != '`') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean isNumber() {
        return !continuesName() && number.region(at, sql.length()).lookingAt();
    }

    /** Behind the dot of a qualified name even digits are a name. */
    private boolean continuesName() {
        return sql.charAt(at) == '.' && at > 0 && sql.charAt(at - 1) == '`';
    }

    private int endOfWord() {
        int end = at;
        while (isPart(end) || (isDot(end) && isPart(end + 1) && (end > at || continuesName()))) {
            end++;
        }
        return end;
    }

    private boolean isDot(int i) {
        return i < sql.length() && sql.charAt(i) == '.';
    }

    private boolean isPart(int i) {
        if (i >= sql.length()) {
            return false;
        }
        char c = sql.charAt(i);
        return c >= 0x80 || c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
