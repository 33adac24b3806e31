package dev.sessionkill.sessions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session's host without its port: what stays when a client connects again. */
public final class HostPart {

    private static final Pattern WITH_PORT = Pattern.compile("(.+):(\\d{1,5})");

    private HostPart() {}

    /** The part before the port; all of it when there is none. */
    public static String of(String host) {
        Matcher matcher = WITH_PORT.matcher(host);
        return matcher.matches() ? matcher.group(1) : host;
    }

    /** Whether those are certainly two clients: both are known, and one would not do for both. */
    public static boolean areDifferent(String one, String other) {
        String first = one.strip();
        String second = other.strip();
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        return hasPort(first) == hasPort(second)
                ? !first.equalsIgnoreCase(second)
                : !of(first).equalsIgnoreCase(of(second));
    }

    private static boolean hasPort(String host) {
        return WITH_PORT.matcher(host).matches();
    }
}
