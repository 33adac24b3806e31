package dev.sessionkill.access;

import org.springframework.security.core.AuthenticationException;

/**
 * Carries an issuer's outage through Spring Security to {@link TurnedAway}. Not an {@code
 * AuthenticationServiceException}: the bearer filter rethrows those, and they end as 500.
 */
final class IssuerUnavailableException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException() {
        super("the issuer's keys cannot be had");
    }
}
