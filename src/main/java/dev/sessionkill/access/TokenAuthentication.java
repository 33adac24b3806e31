package dev.sessionkill.access;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Turns a bearer token into its caller, in Spring Security's terms. */
final class TokenAuthentication implements AuthenticationManager {

    private final Issuers issuers;

    TokenAuthentication(Issuers issuers) {
        this.issuers = issuers;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String token = ((BearerTokenAuthenticationToken) authentication).getToken();
        return switch (issuers.check(token)) {
            case Verdict.Accepted(var caller) -> new CallerAuthentication(caller);
            case Verdict.Refused(var refusal) -> throw new RefusedTokenException(refusal);
            case Verdict.Unverifiable() -> throw new IssuerUnavailableException();
        };
    }
}
