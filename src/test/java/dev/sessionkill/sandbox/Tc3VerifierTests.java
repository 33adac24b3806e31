package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Tc3VerifierTests {

    private static final String HOST = "127.0.0.1:9000";
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:10Z");

    private final Tc3Verifier verifier = new Tc3Verifier();
    private final Tc3Signer signer = new Tc3Signer("AKID1", "key1", "dbbrain");

    @BeforeEach
    void acceptTwoCredentials() {
        verifier.accept("AKID1", "key1", "");
        verifier.accept("AKID2", "key2", "session-token");
    }

    @Test
    void believesTheVendorsPublishedVector() {
        verifier.accept("AKIDEXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "");
        String authorization =
                "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2019-02-25/cvm/tc3_request,"
                    + " SignedHeaders=content-type;host,"
                    + " Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";
        String body =
                "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"],"
                        + " \"Name\": \"instance-name\"}]}";
        WireRequest request =
                request(
                        Map.of(
                                "authorization",
                                authorization,
                                "content-type",
                                Tc3Signer.CONTENT_TYPE,
                                "host",
                                "cvm.tencentcloudapi.com",
                                "x-tc-timestamp",
                                "1551113065"),
                        body);

        assertThat(verifier.objection(request, Instant.ofEpochSecond(1551113065))).isEmpty();
        assertThat(verifier.objection(withBody(request, body + " "), at(1551113065)))
                .get()
                .extracting(Refusal::code)
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void believesBytesBeyondAsciiAsTheyCame() {
        String body = "{\"User\":\"büro 报表\"}";
        String octets =
                new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String authorization = signer.authorization(HOST, NOW.getEpochSecond(), body);

        assertThat(objection(headers(authorization), octets)).isEqualTo("none");
    }

    @Test
    void believesClocksUpToFiveMinutesApart() {
        assertThat(signedAt(NOW.minusSeconds(300))).isEqualTo("none");
        assertThat(signedAt(NOW.plusSeconds(300))).isEqualTo("none");
        assertThat(signedAt(NOW.minusSeconds(301))).isEqualTo("AuthFailure.SignatureExpire");
        assertThat(signedAt(NOW.plusSeconds(301))).isEqualTo("AuthFailure.SignatureExpire");
    }

    @Test
    void refusesAnUnknownSecretId() {
        String authorization =
                new Tc3Signer("AKID9", "key1", "dbbrain")
                        .authorization(HOST, NOW.getEpochSecond(), "{}");

        assertThat(objection(headers(authorization), "{}"))
                .isEqualTo("AuthFailure.SecretIdNotFound");
    }

    @Test
    void refusesARevokedSecretId() {
        verifier.revoke("AKID1");

        assertThat(signedAt(NOW)).isEqualTo("AuthFailure.SecretIdNotFound");
    }

    @Test
    void refusesAnotherKey() {
        String authorization =
                new Tc3Signer("AKID1", "key2", "dbbrain")
                        .authorization(HOST, NOW.getEpochSecond(), "{}");

        assertThat(objection(headers(authorization), "{}"))
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void refusesWhatWasSignedForAnotherHostOrContentType() {
        String forOther = signer.authorization("127.0.0.1:9001", NOW.getEpochSecond(), "{}");
        Map<String, String> otherType =
                headers(signer.authorization(HOST, NOW.getEpochSecond(), "{}"));
        otherType.put("content-type", "application/json");

        assertThat(objection(headers(forOther), "{}")).isEqualTo("AuthFailure.SignatureFailure");
        assertThat(objection(otherType, "{}")).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void refusesAScopeOfAnotherDay() {
        long yesterday = NOW.minusSeconds(20).getEpochSecond();
        Map<String, String> headers = headers(signer.authorization(HOST, yesterday, "{}"));

        assertThat(objection(headers, "{}")).isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void refusesAMissingOrWrongOrUncalledForToken() {
        Map<String, String> second =
                headers(
                        new Tc3Signer("AKID2", "key2", "dbbrain")
                                .authorization(HOST, NOW.getEpochSecond(), "{}"));
        assertThat(objection(second, "{}")).isEqualTo("AuthFailure.TokenFailure");

        second.put("x-tc-token", "another");
        assertThat(objection(second, "{}")).isEqualTo("AuthFailure.TokenFailure");

        second.put("x-tc-token", "session-token");
        assertThat(objection(second, "{}")).isEqualTo("none");

        Map<String, String> first = headers(signer.authorization(HOST, NOW.getEpochSecond(), "{}"));
        first.put("x-tc-token", "session-token");
        assertThat(objection(first, "{}")).isEqualTo("AuthFailure.TokenFailure");
    }

    @Test
    void refusesWhatIsNoTc3Header() {
        String good = signer.authorization(HOST, NOW.getEpochSecond(), "{}");

        assertThat(objection(headers(""), "{}")).isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(objection(headers("Bearer x"), "{}"))
                .isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(objection(headers(good.replace("tc3_request", "tc2_request")), "{}"))
                .isEqualTo("AuthFailure.InvalidAuthorization");
        assertThat(objection(headers(good.replace("content-type;host", "host")), "{}"))
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void refusesAMissingTimestamp() {
        Map<String, String> headers =
                headers(signer.authorization(HOST, NOW.getEpochSecond(), "{}"));
        headers.remove("x-tc-timestamp");

        assertThat(objection(headers, "{}")).isEqualTo("MissingParameter");
    }

    private String signedAt(Instant when) {
        Map<String, String> headers =
                headers(signer.authorization(HOST, when.getEpochSecond(), "{}"));
        headers.put("x-tc-timestamp", Long.toString(when.getEpochSecond()));
        return objection(headers, "{}");
    }

    private String objection(Map<String, String> headers, String body) {
        return verifier.objection(request(headers, body), NOW).map(Refusal::code).orElse("none");
    }

    private static Instant at(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond);
    }

    private static Map<String, String> headers(String authorization) {
        Map<String, String> headers = new HashMap<>();
        headers.put("authorization", authorization);
        headers.put("content-type", Tc3Signer.CONTENT_TYPE);
        headers.put("host", HOST);
        headers.put("x-tc-timestamp", Long.toString(NOW.getEpochSecond()));
        return headers;
    }

    private static WireRequest request(Map<String, String> headers, String body) {
        return new WireRequest("POST", "/", headers, body, 0, 0, 1, 1);
    }

    private static WireRequest withBody(WireRequest request, String body) {
        return request(request.headers(), body);
    }
}
