package dev.sessionkill.sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The tokens of a digest. Each is joined with those before it as soon as it comes, by rules that
 * find nothing more to join in what they made: so a digest is its own digest.
 */
final class DigestTokens {

    private static final Token LITERAL = new Token(Kind.LITERAL, "?", false);

    /** Behind these a plus or minus is a sign; behind every other word it is an operator. */
    private static final Set<String> BEFORE_A_VALUE =
            Set.of(
                    ("all and between binary by case distinct div else having if in interval is"
                                    + " like limit mod not offset on or regexp return rlike select"
                                    + " then values when where xor")
                            .split(" "));

    private static final Set<String> CHARACTER_SETS =
            Set.of(
                    ("_ascii _big5 _binary _gb18030 _gb2312 _gbk _latin1 _ucs2 _utf16 _utf16le"
                                    + " _utf32 _utf8 _utf8mb3 _utf8mb4")
                            .split(" "));

    private final List<Token> tokens = new ArrayList<>();

    private enum Kind {
        WORD,
        NAME,
        LITERAL,
        SYMBOL
    }

    /**
     * @param spaced whether white space stood before it
     */
    private record Token(Kind kind, String text, boolean spaced) {

        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isWord(Set<String> words) {
            return kind == Kind.WORD && words.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    void word(String text, boolean spaced) {
        tokens.add(new Token(Kind.WORD, text, spaced));
    }

    void name(String text, boolean spaced) {
        tokens.add(new Token(Kind.NAME, text, spaced));
    }

    /** Its signs and its character set are part of a literal. */
    void literal(boolean spaced) {
        boolean space = spaced;
        while (last(0).isWord(CHARACTER_SETS) || lastIsSign()) {
            space = tokens.removeLast().spaced();
        }
        tokens.add(new Token(Kind.LITERAL, LITERAL.text(), space));
    }

    void symbol(char symbol, boolean spaced) {
        tokens.add(new Token(Kind.SYMBOL, String.valueOf(symbol), spaced));
        if (symbol == ')') {
            joinList();
        }
    }

    private boolean lastIsSign() {
        if (!last(0).is("-") && !last(0).is("+")) {
            return false;
        }
        Token before = last(1);
        return switch (before.kind()) {
            case SYMBOL -> !before.is(")") && !before.is("}") && !before.is("]");
            case WORD -> before.isWord(BEFORE_A_VALUE);
            case NAME, LITERAL -> false;
        };
    }

    /**
     * Makes {@code (?)} of a list of literals; what was looked at in vain is never looked at again.
     */
    private void joinList() {
        int back = 1;
        while (last(back).kind() == Kind.LITERAL && last(back + 1).is(",")) {
            back += 2;
        }
        if (last(back).kind() != Kind.LITERAL || !last(back + 1).is("(")) {
            return;
        }
        Token opening = last(back + 1);
        Token closing = last(0);
        drop(back + 2);
        if (!repeatsARow()) {
            tokens.add(opening);
            tokens.add(LITERAL);
            tokens.add(closing);
        } else {
            tokens.removeLast();
        }
    }

    /** Whether a row of literals and a comma are what the list follows. */
    private boolean repeatsARow() {
        return last(0).is(",")
                && last(1).is(")")
                && last(2).kind() == Kind.LITERAL
                && last(3).is("(")
                && (last(4).is("(") || last(4).isWord(Set.of("values", "value")));
    }

    private void drop(int count) {
        tokens.subList(tokens.size() - count, tokens.size()).clear();
    }

    /** The last but so many; before the first stands an end of statement. */
    private Token last(int back) {
        int index = tokens.size() - 1 - back;
        return index < 0 ? new Token(Kind.SYMBOL, ";", false) : tokens.get(index);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        Token before = null;
        for (Token token : tokens) {
            if (before != null && isSpaced(before, token)) {
                text.append(' ');
            }
            text.append(token.text());
            before = token;
        }
        return text.toString();
    }

    /** Two signs without a space between them could become the beginning of a comment. */
    private static boolean isSpaced(Token before, Token token) {
        if (before.is("(") || token.is(")") || token.is(",")) {
            return false;
        }
        return token.spaced() || before.is(",") || (before.is("-") && token.is("-"));
    }
}
