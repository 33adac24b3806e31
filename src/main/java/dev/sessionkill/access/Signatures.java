package dev.sessionkill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The signatures that are taken, and the keys that may have made them. */
final class Signatures {

    private static final Set<JWSAlgorithm> ALLOWED =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.EdDSA,
                    JWSAlgorithm.Ed25519);

    /** RFC 7518, section 3.3. */
    private static final int RSA_BITS = 2048;

    private Signatures() {}

    static boolean allowed(JWSAlgorithm algorithm) {
        return ALLOWED.contains(algorithm);
    }

    /** Keys of the right kind whose {@code kid}, {@code use} and {@code alg} do not object. */
    static JWKMatcher keysFor(JWSHeader header) {
        var matcher = new JWKMatcher.Builder(JWKMatcher.forJWSHeader(header));
        if (JWSAlgorithm.Family.RSA.contains(header.getAlgorithm())) {
            return matcher.minKeySize(RSA_BITS).build();
        }
        if (Ed25519Verifier.ALGORITHMS.contains(header.getAlgorithm())) {
            // RFC 9864 renamed the algorithm: a key may bear the old name and a token the new one.
            return matcher.keyType(KeyType.OKP)
                    .curve(Curve.Ed25519)
                    .algorithms(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519, null)
                    .build();
        }
        return matcher.build();
    }

    /** That of the keys which made the token's signature. */
    static Optional<JWK> signer(SignedJWT token, List<JWK> keys) {
        return keys.stream().filter(it -> verified(token, it)).findFirst();
    }

    private static boolean verified(SignedJWT token, JWK key) {
        try {
            return token.verify(verifier(key));
        } catch (JOSEException e) {
            // This key and this signature do not go together.
            return false;
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa.toRSAPublicKey());
            case ECKey ec -> new ECDSAVerifier(ec.toECPublicKey());
            case OctetKeyPair okp -> new Ed25519Verifier(okp);
            default -> throw new JOSEException("keys of this type are not used");
        };
    }
}
