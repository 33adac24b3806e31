package dev.sessionkill.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One issuer whose tokens are believed when one of its keys signed them. */
record Issuer(String uri, IssuerKeys keys, ClaimRules rules, Clock clock) {

    private static final Logger log = LoggerFactory.getLogger(Issuer.class);

    /** Asks for its keys. That it cannot be reached is logged where it is asked. */
    void refreshKeys() {
        try {
            keys.refresh();
        } catch (KeySourceException e) {
            log.debug("No keys of {} yet; the next token that needs them asks again.", uri, e);
        } catch (RuntimeException e) {
            log.error("A fault in the gateway: the keys of {} are asked for again later.", uri, e);
        }
    }

    /**
     * Checks a token that says it is this issuer's.
     *
     * @param claims those of the token, not to be believed yet
     * @param accepted is given the token if it is
     */
    Verdict check(SignedJWT token, JWTClaimsSet claims, Consumer<VerifiedToken> accepted) {
        List<JWK> candidates;
        try {
            candidates = keys.matching(Signatures.keysFor(token.getHeader()));
        } catch (KeySourceException e) {
            return new Verdict.Unverifiable();
        }
        if (candidates.isEmpty()) {
            return new Verdict.Refused(Refusal.UNKNOWN_KEY);
        }
        Optional<JWK> signer = Signatures.signer(token, candidates);
        if (signer.isEmpty()) {
            return new Verdict.Refused(Refusal.SIGNATURE);
        }
        VerifiedToken verified =
                new VerifiedToken(
                        token.getHeader(), claims, token.getPayload().toJSONObject(), signer.get());
        Verdict verdict = judged(verified);
        if (verdict instanceof Verdict.Accepted) {
            accepted.accept(verified);
        }
        return verdict;
    }

    /** The same for one that comes again; empty if its key is not one of the issuer's any more. */
    Optional<Verdict> judge(VerifiedToken token) {
        try {
            return keys.matching(Signatures.keysFor(token.header())).contains(token.signer())
                    ? Optional.of(judged(token))
                    : Optional.empty();
        } catch (KeySourceException e) {
            return Optional.of(new Verdict.Unverifiable());
        }
    }

    private Verdict judged(VerifiedToken token) {
        return rules.judge(token.claims(), token.json(), clock);
    }
}
