package dev.sessionkill.core;

import java.util.regex.Pattern;

/**
 * The name under which a cloud account is configured ({@code gateway.accounts.<name>}).
 *
 * @param value 1 to 64 letters, digits, dots, underscores and hyphens
 */
public record AccountName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
