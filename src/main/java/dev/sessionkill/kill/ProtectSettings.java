package dev.sessionkill.kill;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.SettingException;
import dev.sessionkill.sessions.ProtectRule;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code gateway.kill.protected}: sessions in which all that is given holds. In every
 * pattern only {@code *} is special.
 *
 * @param user pattern of the MySQL user
 * @param host pattern of the host, with or without its port
 * @param db pattern of the database; a session without one has the empty name
 * @param command pattern of the command, upper and lower case alike
 * @param state pattern of the state, upper and lower case alike
 */
public record ProtectSettings(
        @Nullable String user,
        @Nullable String host,
        @Nullable String db,
        @Nullable String command,
        @Nullable String state) {

    /** The rule, by the name that it has in the settings. */
    ProtectRule rule(int index) {
        String name = "protected[" + index + "]";
        try {
            return new ProtectRule(
                    name,
                    pattern(user),
                    pattern(host),
                    pattern(db),
                    pattern(command),
                    pattern(state));
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "gateway.kill." + name,
                    "must have a user, host, db, command or state, each a name or a pattern");
        }
    }

    /** As it was written, for the record. */
    Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        put(given, "user", user);
        put(given, "host", host);
        put(given, "db", db);
        put(given, "command", command);
        put(given, "state", state);
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable String text) {
        if (text != null) {
            given.put(name, text);
        }
    }

    private static Optional<Wildcard> pattern(@Nullable String text) {
        return Optional.ofNullable(text).map(Wildcard::new);
    }
}
