package dev.sessionkill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Keys made once for all tests, and what signs with them. */
final class TestKeys {

    static final RSAKey RSA = rsa("rsa");
    static final RSAKey FOREIGN = rsa("rsa");
    static final ECKey P256 = ec(Curve.P_256);
    static final ECKey P384 = ec(Curve.P_384);
    static final ECKey P521 = ec(Curve.P_521);
    static final OctetKeyPair ED = ed25519();

    private TestKeys() {}

    static JWK keyFor(JWSAlgorithm algorithm) {
        return switch (algorithm.getName()) {
            case "ES256" -> P256;
            case "ES384" -> P384;
            case "ES512" -> P521;
            case "EdDSA", "Ed25519" -> ED;
            default -> RSA;
        };
    }

    static JWSSigner signer(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSASigner(rsa);
            case ECKey ec -> new ECDSASigner(ec);
            default -> new Ed25519Signer(key.toOctetKeyPair());
        };
    }

    static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(curve.getName()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The encodings end with the 32 bytes: RFC 8410, sections 4 and 7. */
    private static OctetKeyPair ed25519() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new OctetKeyPair.Builder(
                            Curve.Ed25519, Base64URL.encode(last32(pair.getPublic().getEncoded())))
                    .d(Base64URL.encode(last32(pair.getPrivate().getEncoded())))
                    .keyID("ed")
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] last32(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    /** What an issuer shows: good keys of every kind, and some that must not be used. */
    static JWK[] published() {
        try {
            KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
            weak.initialize(1024);
            RSAPublicKey weakKey = (RSAPublicKey) weak.generateKeyPair().getPublic();
            return new JWK[] {
                RSA,
                P256,
                P384,
                P521,
                ED,
                new RSAKey.Builder(RSA).keyID("rs256").algorithm(JWSAlgorithm.RS256).build(),
                new RSAKey.Builder(RSA).keyID("enc").keyUse(KeyUse.ENCRYPTION).build(),
                new RSAKey.Builder(weakKey).keyID("weak").build()
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Ed25519Signer extends BaseJWSProvider implements JWSSigner {

        private final OctetKeyPair key;

        Ed25519Signer(OctetKeyPair key) {
            super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
            this.key = key;
        }

        @Override
        public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
            String encoded =
                    "302e020100300506032b657004220420"
                            + HexFormat.of().formatHex(key.getDecodedD());
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(HexFormat.of().parseHex(encoded))));
                signature.update(input);
                return Base64URL.encode(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new JOSEException("Ed25519", e);
            }
        }
    }
}
