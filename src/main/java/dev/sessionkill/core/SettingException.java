package dev.sessionkill.core;

/**
 * A setting is wrong or missing, so the gateway does not start. The message is one line for the
 * operator and holds no secret.
 */
public final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param setting the full name of the property, e.g. {@code gateway.accounts.default.endpoint}
     * @param problem what is wrong and what to write instead
     */
    public SettingException(String setting, String problem) {
        super(setting + ": " + problem);
    }
}
