package dev.sessionkill.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The key that signs checkpoints, under the name of their origin. */
final class SigningKey {

    private final String name;
    private final EdECPrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(String name, EdECPrivateKey key) throws GeneralSecurityException {
        this.name = name;
        this.key = key;
        this.verifier = VerifierKey.of(name, pair(key).getPublic());
    }

    /**
     * Takes an Ed25519 private key in PEM (PKCS #8).
     *
     * @throws GeneralSecurityException when it is another key
     * @throws IllegalArgumentException when it is none
     */
    static SigningKey of(String name, String pem) throws GeneralSecurityException {
        byte[] encoded = Pem.decode(pem, "PRIVATE KEY");
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded))
                instanceof EdECPrivateKey key)) {
            throw new GeneralSecurityException("not an Ed25519 key");
        }
        return new SigningKey(name, key);
    }

    VerifierKey verifier() {
        return verifier;
    }

    /** The line of the signature. */
    String sign(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            byte[] id = verifier.id(name);
            byte[] both = Arrays.copyOf(id, id.length + signature.length);
            System.arraycopy(signature, 0, both, id.length, signature.length);
            return SignedNote.SIGNATURE + name + ' ' + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was accepted does not sign", e);
        }
    }

    /**
     * The platform computes a public key only while it makes a pair. So it makes one, and what it
     * takes for chance is the private key.
     */
    private static KeyPair pair(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("hidden key"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Chosen(seed));
        KeyPair pair = generator.generateKeyPair();
        if (!Arrays.equals(pair.getPrivate().getEncoded(), key.getEncoded())) {
            throw new GeneralSecurityException("the public key cannot be computed");
        }
        return pair;
    }

    /** Gives the bytes of a key where others give random ones. */
    private static final class Chosen extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Chosen(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
