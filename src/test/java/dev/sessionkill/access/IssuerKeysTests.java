package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import dev.sessionkill.access.AccessSettings.IssuerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTests {

    private static final RSAKey NEXT = TestKeys.rsa("next");
    private static final Verdict UNVERIFIABLE = new Verdict.Unverifiable();

    private final SettableClock clock = new SettableClock();
    private final TestIssuer issuer = new TestIssuer(SettableClock.START, TestKeys.RSA);
    private final Documents documents = new Documents();
    private final Issuers discovered = issuers(null);
    private final Issuers configured = issuers(issuer.keysUri());

    @AfterEach
    void close() {
        issuer.close();
        documents.close();
    }

    @Test
    void discoversWhereTheKeysAre() {
        assertAccepted(discovered.check(issuer.token()));
    }

    @Test
    void asksForTheKeysOnce() {
        for (int i = 0; i < 50; i++) {
            assertAccepted(configured.check(issuer.token()));
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void hasTheKeysAtHandBeforeAnybodyNeedsThem() {
        discovered.refreshKeys();
        issuer.down = true;

        assertAccepted(discovered.check(issuer.token()));
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void leavesAnHourFromTheLastRefresh() {
        configured.refreshKeys();
        clock.pass(IssuerKeys.OUTAGE.minusMinutes(1));
        configured.refreshKeys();
        issuer.down = true;
        clock.pass(IssuerKeys.OUTAGE.minusMinutes(1));
        configured.refreshKeys();

        Instant later = SettableClock.START.plus(IssuerKeys.OUTAGE.multipliedBy(2));
        assertAccepted(configured.check(issuer.token(it -> it.expirationTime(Date.from(later)))));
    }

    @Test
    void asksAgainWhenTheIssuerWasDownAtTheStart() {
        issuer.down = true;
        discovered.refreshKeys();

        issuer.down = false;
        assertAccepted(discovered.check(issuer.token()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cannotTellWhileTheIssuerIsDownAndCanLater(boolean discovery) {
        Issuers issuers = discovery ? discovered : configured;
        issuer.down = true;
        assertThat(issuers.check(issuer.token())).isEqualTo(UNVERIFIABLE);

        issuer.down = false;
        assertAccepted(issuers.check(issuer.token()));
    }

    @Test
    void triesTwiceInTenSecondsWhileTheIssuerIsDown() {
        issuer.down = true;
        for (int i = 0; i < 20; i++) {
            assertThat(configured.check(issuer.token())).isEqualTo(UNVERIFIABLE);
        }
        assertThat(issuer.fetches).hasValue(2);

        clock.pass(IssuerKeys.FETCH_INTERVAL);
        issuer.down = false;
        assertAccepted(configured.check(issuer.token()));
    }

    @Test
    void picksUpANewKeyWhenATokenNamesIt() {
        assertAccepted(configured.check(issuer.token()));
        issuer.publishes(TestKeys.RSA, NEXT);

        assertAccepted(configured.check(issuer.token(NEXT, it -> it)));
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void forgetsAWithdrawnKeyWithinFiveMinutes() {
        assertAccepted(configured.check(issuer.token()));
        issuer.publishes(NEXT);
        clock.pass(IssuerKeys.FRESH.plusMillis(1));

        assertThat(configured.check(issuer.token()))
                .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_KEY));
    }

    @Test
    void isNotDrivenToTheIssuerByUnknownKeys() {
        for (int i = 0; i < 20; i++) {
            assertThat(configured.check(issuer.token(NEXT, it -> it)))
                    .isEqualTo(new Verdict.Refused(Refusal.UNKNOWN_KEY));
        }
        assertThat(issuer.fetches).hasValue(2);
        assertAccepted(configured.check(issuer.token()));
    }

    @Test
    void livesThroughAnOutageOnTheKeysItHas() {
        assertAccepted(configured.check(issuer.token()));
        issuer.down = true;
        clock.pass(IssuerKeys.FRESH.plusMillis(1));

        assertAccepted(configured.check(issuer.token()));
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void cannotTellAboutAnUnknownKeyDuringAnOutage() {
        assertAccepted(configured.check(issuer.token()));
        issuer.down = true;

        assertThat(configured.check(issuer.token(NEXT, it -> it))).isEqualTo(UNVERIFIABLE);
        assertAccepted(configured.check(issuer.token()));
    }

    @Test
    void trustsNoKeysThatAreOlderThanAnHour() {
        assertAccepted(configured.check(issuer.token()));
        issuer.down = true;
        clock.pass(IssuerKeys.OUTAGE.plus(Duration.ofMinutes(1)));

        assertThat(configured.check(issuer.token())).isEqualTo(UNVERIFIABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'issuer':'https://login.example.com','jwks_uri':'KEYS'}",
                "{'issuer':'ISSUER/','jwks_uri':'KEYS'}",
                "{'jwks_uri':'KEYS'}",
                "{'issuer':'ISSUER'}",
                "{'issuer':'ISSUER','jwks_uri':7}",
                "{'issuer':'ISSUER','jwks_uri':'file:///etc/passwd'}",
                "{'issuer':'ISSUER','jwks_uri':'not a uri'}",
                "[]",
                ""
            })
    void takesNoKeysFromABadDiscoveryDocument(String document) {
        issuer.discovery =
                document.replace('\'', '"')
                        .replace("ISSUER", issuer.uri())
                        .replace("KEYS", issuer.keysUri());

        assertThat(discovered.check(issuer.token())).isEqualTo(UNVERIFIABLE);
        assertThat(issuer.fetches).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\":7}", "<html>", "null", "{\"keys\":[null]}"})
    void takesNoKeysFromABadKeySet(String keys) {
        issuer.keys = keys;

        assertThat(configured.check(issuer.token())).isEqualTo(UNVERIFIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"keys\":[null]}"})
    void livesThroughABadKeySetOnTheKeysItHas(String keys) {
        assertAccepted(configured.check(issuer.token()));
        issuer.keys = keys;
        clock.pass(IssuerKeys.FRESH.plusMillis(1));
        configured.refreshKeys();

        assertAccepted(configured.check(issuer.token()));
        assertThat(configured.check(issuer.token(NEXT, it -> it))).isEqualTo(UNVERIFIABLE);
    }

    @Test
    void takesNoKeySetOverTheLimit() {
        String keys = issuer.keys;
        issuer.keys = keys + " ".repeat(Documents.MAX_BYTES);

        assertThat(configured.check(issuer.token())).isEqualTo(UNVERIFIABLE);
    }

    private Issuers issuers(@Nullable String keys) {
        return new IssuerReader(documents, clock)
                .read(
                        List.of(
                                new IssuerSettings(
                                        issuer.uri(),
                                        keys,
                                        "session-kill-gateway",
                                        "sub",
                                        "groups")));
    }

    private static void assertAccepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    }
}
