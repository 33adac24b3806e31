package dev.sessionkill.api;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's {@code Prefer} headers (RFC 7240) say about waiting. A preference that is
 * unknown or malformed is ignored, as the RFC wants it, and of one that stands twice the first
 * counts.
 *
 * @param respondAsync not to wait at all, unless {@code wait=} says for how long
 * @param seconds how long to wait for the end
 */
record Preferences(boolean respondAsync, Optional<Duration> seconds) {

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*(\"?)([0-9]++)\\1");

    /** An empty value is none (RFC 7240, section 2). */
    private static final Pattern ASYNC = Pattern.compile("respond-async(?:\\s*=\\s*\"\")?");

    private static final BigInteger ENDLESS = BigInteger.valueOf(Integer.MAX_VALUE);

    static Preferences parse(List<String> headers) {
        boolean async = false;
        Optional<Duration> wait = Optional.empty();
        for (String preference : split(String.join(",", headers), ',')) {
            String name = split(preference, ';').getFirst().strip().toLowerCase(Locale.ROOT);
            Matcher number = WAIT.matcher(name);
            if (ASYNC.matcher(name).matches()) {
                async = true;
            } else if (wait.isEmpty() && number.matches()) {
                wait = Optional.of(seconds(number.group(2)));
            }
        }
        return new Preferences(async, wait);
    }

    /** However many digits they are. */
    private static Duration seconds(String digits) {
        return Duration.ofSeconds(new BigInteger(digits).min(ENDLESS).longValue());
    }

    /** At the separators that stand outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            if (it == '"') {
                quoted = !quoted;
            } else if (quoted && it == '\\') {
                i++;
            } else if (!quoted && it == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** How long to wait, at most the longest. */
    Duration wait(Duration usual, Duration longest) {
        Duration wanted = seconds.orElse(respondAsync ? Duration.ZERO : usual);
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }

    /** What {@code Preference-Applied} answers; empty when nothing was asked. */
    Optional<String> applied(Duration longest) {
        return seconds.map(it -> it.compareTo(longest) < 0 ? it : longest)
                .map(it -> "wait=" + it.toSeconds())
                .or(() -> respondAsync ? Optional.of("respond-async") : Optional.empty());
    }
}
