package dev.sessionkill.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Issues test tokens (RS256) under a key of its own, made when it is first needed. */
public final class TokenIssuer {

    /** For whom the tokens are. */
    public static final String AUDIENCE = "session-kill-gateway";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String issuer;
    private final InstantSource clock;
    private @Nullable RSAKey key;

    /**
     * @param issuer the {@code iss} of its tokens; its key set is at {@code <issuer>/jwks}
     */
    public TokenIssuer(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return issuer;
    }

    /** Where its key set is. */
    public String jwkSetUri() {
        return issuer + "/jwks";
    }

    /** A good token for the gateway, valid from now. */
    public String mint(String subject, Collection<String> groups, Duration validFor) {
        return sign(claims(subject, groups, validFor));
    }

    /** The claims of a good token, to be spoilt. */
    public Map<String, Object> claims(
            String subject, Collection<String> groups, Duration validFor) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", AUDIENCE);
        claims.put("groups", List.copyOf(groups));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(validFor).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    /** Signs any claims with the issuer's key under a proper header. */
    public String sign(Map<String, ?> claims) {
        return sign(claims, Map.of());
    }

    /**
     * Signs any claims with the issuer's key.
     *
     * @param header replaces or adds to {@code alg}, {@code kid} and {@code typ}; the algorithm
     *     must be one for RSA keys
     */
    public String sign(Map<String, ?> claims, Map<String, ?> header) {
        Map<String, Object> full = new LinkedHashMap<>();
        full.put("alg", "RS256");
        full.put("typ", "JWT");
        full.put("kid", key().getKeyID());
        full.putAll(header);
        try {
            JWSObject token =
                    new JWSObject(
                            JWSHeader.parse(JSON.writeValueAsString(full)),
                            new Payload(JSON.writeValueAsString(claims)));
            token.sign(new RSASSASigner(key()));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("no token can be made of this", e);
        }
    }

    /** The public key as a JWK set. */
    public String jwkSetJson() {
        return new JWKSet(key().toPublicJWK()).toString();
    }

    String discoveryJson() {
        return JSON.writeValueAsString(
                Map.of(
                        "issuer",
                        issuer,
                        "jwks_uri",
                        jwkSetUri(),
                        "response_types_supported",
                        List.of("token"),
                        "subject_types_supported",
                        List.of("public"),
                        "id_token_signing_alg_values_supported",
                        List.of("RS256")));
    }

    private synchronized RSAKey key() {
        RSAKey made = key;
        if (made == null) {
            try {
                made =
                        new RSAKeyGenerator(2048)
                                .keyUse(KeyUse.SIGNATURE)
                                .keyID(UUID.randomUUID().toString())
                                .generate();
            } catch (JOSEException e) {
                throw new IllegalStateException("this JVM has no RSA", e);
            }
            key = made;
        }
        return made;
    }
}
