package dev.sessionkill.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.util.List;

/** One issuer whose tokens are believed when one of its keys signed them. */
record Issuer(String uri, IssuerKeys keys, ClaimRules rules, Clock clock) {

    /**
     * Checks a token that says it is this issuer's.
     *
     * @param claims those of the token, not to be believed yet
     */
    Verdict check(SignedJWT token, JWTClaimsSet claims) {
        List<JWK> candidates;
        try {
            candidates = keys.matching(Signatures.keysFor(token.getHeader()));
        } catch (KeySourceException e) {
            return new Verdict.Unverifiable();
        }
        if (candidates.isEmpty()) {
            return new Verdict.Refused(Refusal.UNKNOWN_KEY);
        }
        return Signatures.verified(token, candidates)
                ? rules.judge(claims, token.getPayload().toJSONObject(), clock)
                : new Verdict.Refused(Refusal.SIGNATURE);
    }
}
