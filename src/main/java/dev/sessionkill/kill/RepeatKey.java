package dev.sessionkill.kill;

/**
 * A caller's own name for a request, by which a repetition finds the kill of the first ({@code
 * Idempotency-Key}).
 *
 * @param text 1 to 255 printable ASCII characters
 */
public record RepeatKey(String text) {

    private static final int LONGEST = 255;

    public RepeatKey {
        if (text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(it -> it < ' ' || it > '~')) {
            throw new IllegalArgumentException("must be 1 to 255 printable characters");
        }
    }
}
