package dev.sessionkill.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks TC3-HMAC-SHA256 signatures on what came over the wire, as the vendor's servers do. */
final class Tc3Verifier {

    private record Credentials(String secretKey, String token) {}

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);
    private static final Pattern AUTHORIZATION =
            Pattern.compile(
                    "TC3-HMAC-SHA256 Credential=([^/ ,]+)/(\\d{4}-\\d\\d-\\d\\d)/([^/"
                            + " ,]+)/tc3_request, ?SignedHeaders=([a-z0-9;-]+),"
                            + " ?Signature=([0-9a-f]{64})");
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,12}");

    private final Map<String, Credentials> accepted = new ConcurrentHashMap<>();

    void accept(String secretId, String secretKey, String token) {
        accepted.put(secretId, new Credentials(secretKey, token));
    }

    void revoke(String secretId) {
        accepted.remove(secretId);
    }

    /** Why the request is not believed; empty if it is. */
    Optional<Refusal> objection(WireRequest request, Instant now) {
        Matcher claim = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
        String timestamp = request.header("x-tc-timestamp").orElse("");
        if (!claim.matches()) {
            return refusal("InvalidAuthorization", "The Authorization header has no TC3 form.");
        }
        if (!TIMESTAMP.matcher(timestamp).matches()) {
            return Optional.of(new Refusal("MissingParameter", "X-TC-Timestamp is missing."));
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, now).abs().compareTo(MAX_SKEW) > 0) {
            return refusal("SignatureExpire", "The signature is older than five minutes.");
        }
        Credentials credentials = accepted.get(claim.group(1));
        if (credentials == null) {
            return refusal("SecretIdNotFound", "The SecretId is not found.");
        }
        if (!same(credentials.token(), request.header("x-tc-token").orElse(""))) {
            return refusal("TokenFailure", "The token is not the one of this SecretId.");
        }
        List<String> signedHeaders = List.of(claim.group(4).split(";", -1));
        String date = LocalDate.ofInstant(signedAt, ZoneOffset.UTC).toString();
        if (!claim.group(2).equals(date)
                || !signedHeaders.containsAll(List.of("content-type", "host"))
                || !same(signature(request, credentials.secretKey(), claim), claim.group(5))) {
            return refusal("SignatureFailure", "The signature does not match the request.");
        }
        return Optional.empty();
    }

    private static String signature(WireRequest request, String secretKey, Matcher claim) {
        String date = claim.group(2);
        String service = claim.group(3);
        StringBuilder canonical = new StringBuilder(request.method()).append("\n/\n\n");
        for (String name : claim.group(4).split(";", -1)) {
            canonical.append(name + ":" + request.header(name).orElse("") + "\n");
        }
        canonical.append("\n" + claim.group(4) + "\n" + sha256(request.body()));
        String toSign =
                "TC3-HMAC-SHA256\n%s\n%s/%s/tc3_request\n%s"
                        .formatted(
                                request.headers().get("x-tc-timestamp"),
                                date,
                                service,
                                sha256(canonical.toString()));
        byte[] key = utf8("TC3" + secretKey);
        for (String link : List.of(date, service, "tc3_request")) {
            key = hmac(key, link);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static Optional<Refusal> refusal(String code, String message) {
        return Optional.of(new Refusal("AuthFailure." + code, message));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(utf8(one), utf8(other));
    }

    /** Headers and bodies hold one character for each byte that came. */
    private static String sha256(String octets) {
        try {
            byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
