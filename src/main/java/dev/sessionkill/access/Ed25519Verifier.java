package dev.sessionkill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Ed25519 by the JDK; Nimbus' own verifier needs Tink. */
final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {

    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);

    private static final int KEY_BYTES = 32;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo: RFC 8410, section 4. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    Ed25519Verifier(OctetKeyPair jwk) throws JOSEException {
        super(ALGORITHMS);
        key = publicKey(jwk.getDecodedX());
    }

    @Override
    public boolean verify(JWSHeader header, byte[] input, Base64URL signature)
            throws JOSEException {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature.decode());
        } catch (SignatureException e) {
            // Not 64 bytes, or not a point on the curve.
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("Ed25519", e);
        }
    }

    private static PublicKey publicKey(byte[] x) throws JOSEException {
        if (x.length != KEY_BYTES) {
            throw new JOSEException("an Ed25519 key has 32 bytes");
        }
        byte[] encoded = new byte[X509_PREFIX.length + KEY_BYTES];
        System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
        System.arraycopy(x, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new JOSEException("not an Ed25519 key", e);
        }
    }
}
