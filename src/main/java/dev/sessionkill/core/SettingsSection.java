package dev.sessionkill.core;

import java.util.Map;

/**
 * What a part of the gateway is set to, as far as it decides who may do what and what is recorded.
 * It goes on record, so it never holds a secret.
 *
 * @param name what the part is called in the settings, e.g. {@code access}
 * @param values what is in effect, defaults included: maps, lists, strings, whole numbers, booleans
 */
public record SettingsSection(String name, Map<String, ?> values) {

    public SettingsSection {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a section has a name");
        }
    }

    /** A URI without its query, in which there may be a key. */
    public static String bare(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
