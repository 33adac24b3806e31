package dev.sessionkill.audit;

import java.util.Base64;

/** Keys in PEM (RFC 7468). */
final class Pem {

    private Pem() {}

    /**
     * The bytes of the one block with that label.
     *
     * @throws IllegalArgumentException when the content is something else
     */
    static byte[] decode(String content, String label) {
        String text = content.strip();
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        if (!text.startsWith(begin)
                || !text.endsWith(end)
                || text.length() < begin.length() + end.length()) {
            throw new IllegalArgumentException("not a " + label + " in PEM");
        }
        return Base64.getMimeDecoder()
                .decode(text.substring(begin.length(), text.length() - end.length()));
    }
}
