package dev.sessionkill.core;

import java.util.Set;

/**
 * Why a kill is asked for, in its requester's words; it stands in the record for good.
 *
 * @param text 3 to 500 characters without control characters, besides white space around them; at
 *     least one can be seen
 */
public record Reason(String text) {

    /** Fewest characters. */
    public static final int MIN = 3;

    /** Most characters, counted as Unicode code points. */
    public static final int MAX = 500;

    private static final Set<Integer> UNSEEN =
            Set.of(
                    (int) Character.FORMAT,
                    (int) Character.UNASSIGNED,
                    (int) Character.NON_SPACING_MARK,
                    (int) Character.ENCLOSING_MARK);

    /** Braille without dots, and the letters among Unicode's Default_Ignorable_Code_Point. */
    private static final Set<Integer> BLANK = Set.of(0x2800, 0x115F, 0x1160, 0x3164, 0xFFA0);

    public Reason {
        if (text.codePointCount(0, text.length()) > MAX
                || stripped(text) < MIN
                || text.codePoints().noneMatch(Reason::visible)) {
            throw new IllegalArgumentException("must be 3 to 500 characters and not blank");
        }
        if (text.codePoints().anyMatch(Reason::unprintable)) {
            throw new IllegalArgumentException("must not contain control characters");
        }
    }

    /** How many characters are left without the white space at both ends. */
    private static int stripped(String text) {
        int[] all = text.codePoints().toArray();
        int from = 0;
        int to = all.length;
        while (from < to && isWhite(all[from])) {
            from++;
        }
        while (from < to && isWhite(all[to - 1])) {
            to--;
        }
        return to - from;
    }

    /** Unicode's White_Space. Java's own leaves out the spaces that do not break a line. */
    private static boolean isWhite(int codePoint) {
        return Character.isSpaceChar(codePoint)
                || (codePoint >= '\t' && codePoint <= '\r')
                || codePoint == 0x85;
    }

    /** Whether it is shown by itself; a mark is so only on something else. */
    private static boolean visible(int codePoint) {
        return !isWhite(codePoint)
                && !unprintable(codePoint)
                && !UNSEEN.contains(Character.getType(codePoint))
                && !BLANK.contains(codePoint);
    }

    /** Controls, unpaired surrogates, and what forges or reorders lines when it is shown. */
    private static boolean unprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || reordersText(codePoint);
    }

    /** The embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX #9). */
    private static boolean reordersText(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    @Override
    public String toString() {
        return text;
    }
}
