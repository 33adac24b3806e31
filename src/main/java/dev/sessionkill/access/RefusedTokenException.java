package dev.sessionkill.access;

import org.springframework.security.core.AuthenticationException;

/** Carries a refusal through Spring Security to {@link TurnedAway}. */
final class RefusedTokenException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    RefusedTokenException(Refusal refusal) {
        super(refusal.detail());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
