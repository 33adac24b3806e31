package dev.sessionkill.access;

import static dev.sessionkill.access.Refusal.ALGORITHM;
import static dev.sessionkill.access.Refusal.AUDIENCE;
import static dev.sessionkill.access.Refusal.BOUND;
import static dev.sessionkill.access.Refusal.CALLER;
import static dev.sessionkill.access.Refusal.EXPIRED;
import static dev.sessionkill.access.Refusal.EXTENSIONS;
import static dev.sessionkill.access.Refusal.GROUPS;
import static dev.sessionkill.access.Refusal.MALFORMED;
import static dev.sessionkill.access.Refusal.NOT_YET_VALID;
import static dev.sessionkill.access.Refusal.NO_EXPIRY;
import static dev.sessionkill.access.Refusal.OVERSIZED;
import static dev.sessionkill.access.Refusal.SIGNATURE;
import static dev.sessionkill.access.Refusal.TYPE;
import static dev.sessionkill.access.Refusal.UNKNOWN_ISSUER;
import static dev.sessionkill.access.Refusal.UNKNOWN_KEY;
import static dev.sessionkill.access.TestKeys.ED;
import static dev.sessionkill.access.TestKeys.FOREIGN;
import static dev.sessionkill.access.TestKeys.P256;
import static dev.sessionkill.access.TestKeys.RSA;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Every way in which a token can be wrong, and what is said to it. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum BadTokens {
    NOT_A_TOKEN(MALFORMED, _ -> "opaque"),
    EMPTY_PARTS(MALFORMED, _ -> ".."),
    GARBAGE_PARTS(MALFORMED, _ -> "gar.ba.ge"),
    FOUR_PARTS(MALFORMED, it -> it.token() + ".x"),
    ENCRYPTED(MALFORMED, _ -> "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"),
    PAYLOAD_NOT_JSON(MALFORMED, it -> payload(it, "hello")),
    EXPIRY_NOT_A_NUMBER(MALFORMED, it -> payload(it, "{\"exp\":\"tomorrow\"}")),
    DEEPLY_NESTED(MALFORMED, it -> payload(it, "[".repeat(10_000))),
    OVER_16_KIB(OVERSIZED, it -> it.token(c -> c.claim("x", "x".repeat(16 * 1024)))),

    NO_SIGNATURE(ALGORITHM, it -> new PlainJWT(it.claims().build()).serialize()),
    HMAC_WITH_THE_PUBLIC_KEY(ALGORITHM, BadTokens::hmac),
    SECP256K1(ALGORITHM, it -> headed(it, "{\"alg\":\"ES256K\"}")),
    ED448(ALGORITHM, it -> headed(it, "{\"alg\":\"Ed448\"}")),
    OTHER_TYPE(TYPE, it -> it.token(header().type(new JOSEObjectType("dpop+jwt")).build())),
    CRITICAL(EXTENSIONS, it -> it.token(header().criticalParams(Set.of("exp")).build())),
    UNENCODED(EXTENSIONS, it -> headed(it, "{\"alg\":\"RS256\",\"b64\":false}")),

    FOREIGN_KEY(SIGNATURE, it -> it.token(FOREIGN, c -> c)),
    EMBEDDED_KEY(
            SIGNATURE,
            it -> it.signed(header().jwk(FOREIGN.toPublicJWK()).build(), FOREIGN, c -> c)),
    CHANGED_CLAIMS(SIGNATURE, BadTokens::changed),
    SIGNATURE_CUT_OFF(SIGNATURE, it -> it.token().replaceFirst("[^.]*$", "AAAA")),
    EMPTY_SIGNATURE(MALFORMED, it -> it.token().replaceFirst("[^.]*$", "")),
    ED25519_SIGNATURE_CUT_OFF(SIGNATURE, it -> it.token(ED, c -> c).replaceFirst("..$", "")),
    ED25519_SIGNATURE_OF_OTHERS(
            SIGNATURE, it -> it.token(ED, c -> c).replaceFirst("[^.]*$", "A".repeat(86))),
    UNKNOWN_KID(UNKNOWN_KEY, it -> it.token(header().keyID("other").build())),
    KID_AS_A_PATH(UNKNOWN_KEY, it -> it.token(header().keyID("../../etc/passwd").build())),
    KEY_OF_ANOTHER_KIND(UNKNOWN_KEY, it -> it.token(header().keyID(P256.getKeyID()).build())),
    KEY_FOR_ANOTHER_ALGORITHM(
            UNKNOWN_KEY,
            it -> it.token(new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rs256").build())),
    KEY_FOR_ENCRYPTION(UNKNOWN_KEY, it -> it.token(header().keyID("enc").build())),
    WEAK_KEY(UNKNOWN_KEY, it -> it.token(header().keyID("weak").build())),

    OTHER_ISSUER(UNKNOWN_ISSUER, it -> it.token(c -> c.issuer("https://login.example.com"))),
    ISSUER_WITH_A_SLASH(UNKNOWN_ISSUER, it -> it.token(c -> c.issuer(it.uri() + "/"))),
    NO_ISSUER(UNKNOWN_ISSUER, it -> it.token(c -> c.issuer(null))),
    OTHER_AUDIENCE(AUDIENCE, it -> it.token(c -> c.audience("payroll"))),
    NO_AUDIENCE(AUDIENCE, it -> it.token(c -> c.audience((String) null))),
    LONG_EXPIRED(EXPIRED, it -> it.token(c -> c.expirationTime(in(-3600)))),
    JUST_EXPIRED(EXPIRED, it -> it.token(c -> c.expirationTime(in(-60)))),
    WITHOUT_EXPIRY(NO_EXPIRY, it -> it.token(c -> c.expirationTime(null))),
    NOT_BEFORE_LATER(NOT_YET_VALID, it -> it.token(c -> c.notBeforeTime(in(61)))),
    ISSUED_LATER(NOT_YET_VALID, it -> it.token(c -> c.issueTime(in(61)))),
    BOUND_TO_A_KEY(BOUND, it -> it.token(c -> c.claim("cnf", Map.of("jkt", "x")))),

    NO_SUBJECT(CALLER, it -> it.token(c -> c.subject(null))),
    BLANK_SUBJECT(CALLER, it -> it.token(c -> c.subject("  "))),
    SUBJECT_WITH_A_LINE_BREAK(CALLER, it -> it.token(c -> c.subject("ops\nroot"))),
    SUBJECT_TURNED_ROUND(CALLER, it -> it.token(c -> c.subject("ops\u202Etoor"))),
    SUBJECT_TOO_LONG(CALLER, it -> it.token(c -> c.subject("x".repeat(201)))),
    SUBJECT_A_NUMBER(CALLER, it -> it.signed(c -> c.replace("\"ops-portal\"", "7"))),
    GROUPS_A_NUMBER(GROUPS, it -> it.token(c -> c.claim("groups", 7))),
    GROUPS_AN_OBJECT(GROUPS, it -> it.token(c -> c.claim("groups", Map.of("dba", true)))),
    GROUPS_OF_NUMBERS(GROUPS, it -> it.token(c -> c.claim("groups", List.of("dba", 7)))),
    GROUPS_WITH_A_BLANK(GROUPS, it -> it.token(c -> c.claim("groups", List.of("dba", ""))));

    final Refusal refusal;
    final Function<TestIssuer, String> forge;

    BadTokens(Refusal refusal, Function<TestIssuer, String> forge) {
        this.refusal = refusal;
        this.forge = forge;
    }

    private static JWSHeader.Builder header() {
        return TestIssuer.header(RSA);
    }

    private static Date in(int seconds) {
        return Date.from(SettableClock.START.plus(Duration.ofSeconds(seconds)));
    }

    private static String payload(TestIssuer issuer, String payload) {
        return issuer.token().replaceFirst("\\.[^.]*\\.", "." + Base64URL.encode(payload) + ".");
    }

    private static String headed(TestIssuer issuer, String header) {
        return issuer.token().replaceFirst("^[^.]*", Base64URL.encode(header).toString());
    }

    private static String changed(TestIssuer issuer) {
        return payload(issuer, issuer.claims().subject("root").build().toString());
    }

    private static String hmac(TestIssuer issuer) {
        try {
            return issuer.signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                    new MACSigner(RSA.toRSAPublicKey().getEncoded()),
                    UnaryOperator.identity());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
