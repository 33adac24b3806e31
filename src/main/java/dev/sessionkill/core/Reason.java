package dev.sessionkill.core;

/**
 * Why a kill is asked for, in its requester's words; it stands in the record for good.
 *
 * @param text 3 to 500 characters without control characters, not blank
 */
public record Reason(String text) {

    /** Fewest characters. */
    public static final int MIN = 3;

    /** Most characters, counted as Unicode code points. */
    public static final int MAX = 500;

    public Reason {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length < MIN || length > MAX) {
            throw new IllegalArgumentException("must be 3 to 500 characters and not blank");
        }
        if (text.codePoints().anyMatch(Reason::unprintable)) {
            throw new IllegalArgumentException("must not contain control characters");
        }
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
