package dev.sessionkill.api;

import java.time.Duration;
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

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,6})\"?");

    static Preferences parse(List<String> headers) {
        boolean async = false;
        Optional<Duration> wait = Optional.empty();
        for (String preference : String.join(",", headers).split(",", -1)) {
            String name = preference.strip().toLowerCase(Locale.ROOT);
            Matcher number = WAIT.matcher(name);
            if (name.equals("respond-async")) {
                async = true;
            } else if (wait.isEmpty() && number.matches()) {
                wait = Optional.of(Duration.ofSeconds(Long.parseLong(number.group(1))));
            }
        }
        return new Preferences(async, wait);
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
