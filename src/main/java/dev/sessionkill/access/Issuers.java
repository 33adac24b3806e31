package dev.sessionkill.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everyone whose tokens are believed. */
final class Issuers {

    static final int MAX_TOKEN = 16 * 1024;

    /** RFC 9068, section 4, and the tokens of issuers that do not follow it. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final Map<String, Issuer> issuers;
    private final KnownTokens known = new KnownTokens();

    Issuers(List<Issuer> issuers) {
        this.issuers = issuers.stream().collect(Collectors.toMap(Issuer::uri, Function.identity()));
    }

    /** Asks every issuer for its keys, all at the same time, and returns when each has answered. */
    void refreshKeys() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            issuers.values().forEach(it -> threads.execute(it::refreshKeys));
        }
    }

    /** Who the token says is calling, if it can be believed. */
    Verdict check(String token) {
        if (token.length() > MAX_TOKEN) {
            return new Verdict.Refused(Refusal.OVERSIZED);
        }
        VerifiedToken seen = known.get(token);
        Issuer issuer = seen == null ? null : named(seen.claims().getIssuer());
        return seen == null || issuer == null
                ? read(token)
                : issuer.judge(seen).orElseGet(() -> read(token));
    }

    private Verdict read(String token) {
        try {
            return check(JWTParser.parse(token), it -> known.keep(token, it));
        } catch (ParseException | IllegalArgumentException e) {
            return new Verdict.Refused(Refusal.MALFORMED);
        }
    }

    private Verdict check(JWT token, Consumer<VerifiedToken> accepted) throws ParseException {
        if (token instanceof PlainJWT) {
            return new Verdict.Refused(Refusal.ALGORITHM);
        }
        if (!(token instanceof SignedJWT signed)) {
            return new Verdict.Refused(Refusal.MALFORMED);
        }
        Optional<Refusal> refusal = header(signed.getHeader());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        JWTClaimsSet claims = signed.getJWTClaimsSet();
        @Nullable Issuer issuer = claims == null ? null : named(claims.getIssuer());
        return issuer == null
                ? new Verdict.Refused(Refusal.UNKNOWN_ISSUER)
                : issuer.check(signed, claims, accepted);
    }

    private @Nullable Issuer named(@Nullable String uri) {
        return uri == null ? null : issuers.get(uri);
    }

    private static Optional<Refusal> header(JWSHeader header) {
        if (!Signatures.allowed(header.getAlgorithm())) {
            return Optional.of(Refusal.ALGORITHM);
        }
        // RFC 7797, section 7: an unencoded payload ("b64": false) is not for JWTs.
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            return Optional.of(Refusal.EXTENSIONS);
        }
        JOSEObjectType type = header.getType();
        return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(Refusal.TYPE);
    }
}
