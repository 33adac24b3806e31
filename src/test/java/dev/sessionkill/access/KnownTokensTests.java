package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.sessionkill.access.AccessSettings.IssuerSettings;
import dev.sessionkill.core.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownTokensTests {

    private final SettableClock clock = new SettableClock();
    private final TestIssuer issuer = new TestIssuer(SettableClock.START, TestKeys.RSA);
    private final Documents documents = new Documents();
    private final Issuers issuers =
            new IssuerReader(documents, clock)
                    .read(
                            List.of(
                                    new IssuerSettings(
                                            issuer.uri(),
                                            issuer.keysUri(),
                                            "session-kill-gateway",
                                            "sub",
                                            "groups")));

    @AfterEach
    void close() {
        issuer.close();
        documents.close();
    }

    @Test
    void namesTheSameCallerAgain() {
        String token = issuer.token();
        Caller caller = accepted(issuers.check(token));

        assertThat(accepted(issuers.check(token))).isEqualTo(caller);
    }

    @Test
    void refusesAKnownTokenThatHasExpired() {
        String token = issuer.token();
        accepted(issuers.check(token));
        clock.pass(Duration.ofMinutes(12));

        assertThat(issuers.check(token)).isEqualTo(new Verdict.Refused(Refusal.EXPIRED));
    }

    @Test
    void refusesTheClaimsOfAKnownTokenUnderAnotherSignature() {
        String token = issuer.token();
        String other = issuer.token(it -> it.subject("somebody-else"));
        accepted(issuers.check(token));
        accepted(issuers.check(other));
        String forged =
                token.substring(0, token.lastIndexOf('.'))
                        + other.substring(other.lastIndexOf('.'));

        assertThat(issuers.check(forged)).isEqualTo(new Verdict.Refused(Refusal.SIGNATURE));
    }

    @Test
    void refusesAKnownTokenWhoseNumberNowBelongsToAnotherKey() {
        String token = issuer.token();
        accepted(issuers.check(token));
        issuer.publishes(TestKeys.rsa(TestKeys.RSA.getKeyID()));
        clock.pass(IssuerKeys.FRESH.plusMillis(1));

        assertThat(issuers.check(token)).isEqualTo(new Verdict.Refused(Refusal.SIGNATURE));
    }

    @Test
    void acceptsAKnownTokenWhoseKeyIsPublishedWithMoreWords() {
        String token = issuer.token();
        accepted(issuers.check(token));
        issuer.publishes(
                new RSAKey.Builder(TestKeys.RSA)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build());
        clock.pass(IssuerKeys.FRESH.plusMillis(1));

        accepted(issuers.check(token));
    }

    @Test
    void remembersOnlySoMany() {
        KnownTokens known = new KnownTokens();
        VerifiedToken verified =
                new VerifiedToken(
                        TestIssuer.header(TestKeys.RSA).build(),
                        issuer.claims().build(),
                        Map.of(),
                        TestKeys.RSA);
        for (int i = 0; i < KnownTokens.MOST + 10; i++) {
            known.keep("token" + i, verified);
        }

        assertThat(known.count()).isEqualTo(KnownTokens.MOST);
        assertThat(known.get("token9")).isNull();
        assertThat(known.get("token10")).isEqualTo(verified);
    }

    @Test
    void doesNotRememberWhatItRefused() {
        String token = issuer.token(it -> it.audience("somebody-else"));
        assertThat(issuers.check(token)).isEqualTo(new Verdict.Refused(Refusal.AUDIENCE));
        issuer.down = true;
        clock.pass(IssuerKeys.OUTAGE.plus(Duration.ofMinutes(1)));

        assertThat(issuers.check(token)).isEqualTo(new Verdict.Unverifiable());
    }

    private static Caller accepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).caller();
    }
}
