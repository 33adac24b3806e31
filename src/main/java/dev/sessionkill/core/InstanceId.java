package dev.sessionkill.core;

import java.util.regex.Pattern;

/**
 * A database instance as the vendor names it, e.g. {@code cdb-8jawylhf}.
 *
 * @param value 1 to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or
 *     digit
 */
public record InstanceId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public InstanceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 64 letters, digits, '.', '_' or '-', such as cdb-8jawylhf");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
