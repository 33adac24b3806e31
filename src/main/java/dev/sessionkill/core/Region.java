package dev.sessionkill.core;

import java.util.regex.Pattern;

/**
 * A region of the vendor, e.g. {@code ap-guangzhou}.
 *
 * @param value lower-case letters, digits and hyphens, at most 32
 */
public record Region(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Region {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be lower-case letters, digits and '-', such as ap-guangzhou");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
