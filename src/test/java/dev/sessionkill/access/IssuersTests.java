package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.sessionkill.access.AccessSettings.IssuerSettings;
import dev.sessionkill.core.Caller;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuersTests {

    private static final TestIssuer issuer =
            new TestIssuer(SettableClock.START, TestKeys.published());
    private static final TestIssuer other = new TestIssuer(SettableClock.START, TestKeys.FOREIGN);
    private static final Documents documents = new Documents();

    private final Issuers issuers =
            new IssuerReader(documents, new SettableClock())
                    .read(List.of(settings(issuer), settings(other)));

    @AfterAll
    static void close() {
        issuer.close();
        other.close();
        documents.close();
    }

    @ParameterizedTest
    @EnumSource
    void refuses(BadTokens bad) {
        assertThat(issuers.check(bad.forge.apply(issuer)))
                .isEqualTo(new Verdict.Refused(bad.refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                "EdDSA", "Ed25519"
            })
    void acceptsEachAllowedAlgorithm(String name) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        JWK key = TestKeys.keyFor(algorithm);
        JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();

        assertThat(issuers.check(issuer.signed(header, key, it -> it)))
                .isEqualTo(new Verdict.Accepted(new Caller("sub:ops-portal", Set.of("group:dba"))));
    }

    @Test
    void acceptsATokenThatNamesNoKeyWhenOneOfTheKeysFits() {
        assertThat(issuers.check(issuer.token(new JWSHeader(JWSAlgorithm.RS256))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void acceptsTheTypesOfAccessTokens(String type) {
        JWSHeader header = TestIssuer.header(TestKeys.RSA).type(new JOSEObjectType(type)).build();

        assertThat(issuers.check(issuer.token(header))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void toleratesClocksThatAreLessThanAMinuteApart() {
        assertThat(issuers.check(issuer.token(it -> it.expirationTime(in(-59)))))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(issuers.check(issuer.token(it -> it.notBeforeTime(in(60)).issueTime(in(60)))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void believesNoIssuerWithTheKeysOfAnother() {
        assertThat(issuers.check(other.token(TestKeys.FOREIGN, it -> it)))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(issuers.check(other.token(TestKeys.RSA, it -> it)))
                .isEqualTo(new Verdict.Refused(Refusal.SIGNATURE));
        assertThat(issuers.check(issuer.token(TestKeys.FOREIGN, it -> it)))
                .isEqualTo(new Verdict.Refused(Refusal.SIGNATURE));
    }

    @Test
    void takesOneOfSeveralAudiences() {
        assertThat(issuers.check(issuer.token(it -> it.audience(List.of("a", audience())))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void takesASingleStringAsOneGroup() {
        assertThat(caller(it -> it.claim("groups", "night-shift")).groups())
                .containsExactly("group:night-shift");
    }

    @Test
    void takesATokenWithoutGroupsAsInNone() {
        assertThat(caller(it -> it.claim("groups", null)).groups()).isEmpty();
    }

    @Test
    void doesNotTakeASubjectThatLooksLikeAGroupForOne() {
        Caller caller = caller(it -> it.subject("group:dba").claim("groups", null));

        assertThat(caller.is("group:dba")).isFalse();
        assertThat(caller.name()).isEqualTo("sub:group:dba");
    }

    private Caller caller(UnaryOperator<JWTClaimsSet.Builder> change) {
        Verdict verdict = issuers.check(issuer.token(change));
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).caller();
    }

    private static IssuerSettings settings(TestIssuer issuer) {
        return new IssuerSettings(issuer.uri(), issuer.keysUri(), audience(), "sub", "groups");
    }

    private static String audience() {
        return "session-kill-gateway";
    }

    private static Date in(int seconds) {
        return Date.from(SettableClock.START.plus(Duration.ofSeconds(seconds)));
    }
}
