package dev.sessionkill.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as a client does, written from the vendor's description and not from the verifier. */
record Tc3Signer(String secretId, String secretKey, String service) {

    static final String CONTENT_TYPE = "application/json; charset=utf-8";

    String authorization(String host, long timestamp, String body) {
        return authorization(host, timestamp, body, CONTENT_TYPE);
    }

    String authorization(String host, long timestamp, String body, String contentType) {
        String date = Instant.ofEpochSecond(timestamp).toString().substring(0, 10);
        String request =
                """
                POST
                /

                content-type:%s
                host:%s

                content-type;host
                %s\
                """
                        .formatted(contentType, host, hash(body));
        String scope = date + "/" + service + "/tc3_request";
        String toSign = "TC3-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + hash(request);
        byte[] secretDate = hmac(("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), date);
        byte[] secretSigning = hmac(hmac(secretDate, service), "tc3_request");
        return "TC3-HMAC-SHA256 Credential="
                + secretId
                + "/"
                + scope
                + ", SignedHeaders=content-type;host, Signature="
                + HexFormat.of().formatHex(hmac(secretSigning, toSign));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
