package dev.sessionkill.access;

import dev.sessionkill.core.SettingException;

/**
 * How often each caller may knock.
 *
 * @param requestsPerSecond at least 1
 */
public record CallerRate(int requestsPerSecond) {

    public CallerRate {
        if (requestsPerSecond < 1) {
            throw new SettingException(
                    AccessSettings.PREFIX + "requests-per-second", "must be at least 1");
        }
    }
}
