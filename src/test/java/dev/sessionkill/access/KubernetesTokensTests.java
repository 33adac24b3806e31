package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.access.AccessSettings.IssuerSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens as the kubelet projects them into pods: no groups, a list of audiences, more claims. */
class KubernetesTokensTests {

    private static final String AUDIENCE = "session-kill-gateway";
    private static final String BATCH = "system:serviceaccount:billing:batch";
    private static final TestIssuer cluster = new TestIssuer(SettableClock.START, TestKeys.RSA);
    private static final Documents documents = new Documents();

    private final Issuers issuers =
            new IssuerReader(documents, new SettableClock())
                    .read(
                            List.of(
                                    new IssuerSettings(
                                            cluster.uri(),
                                            cluster.keysUri(),
                                            AUDIENCE,
                                            "sub",
                                            "groups")));

    @AfterAll
    static void close() {
        cluster.close();
        documents.close();
    }

    @Test
    void nameTheServiceAccountAndNoGroup() {
        assertThat(issuers.check(token(BATCH, it -> it)))
                .isEqualTo(new Verdict.Accepted(new Caller("sub:" + BATCH, Set.of())));
    }

    @Test
    void areRefusedWhenTheyWereMadeForTheApiServer() {
        assertThat(issuers.check(token(BATCH, it -> it.audience("https://kubernetes.default.svc"))))
                .isEqualTo(new Verdict.Refused(Refusal.AUDIENCE));
    }

    @Test
    void areRefusedOnceTheirPodShouldHaveNewOnes() {
        Date past = Date.from(SettableClock.START.minus(Duration.ofMinutes(2)));

        assertThat(issuers.check(token(BATCH, it -> it.expirationTime(past))))
                .isEqualTo(new Verdict.Refused(Refusal.EXPIRED));
    }

    /** Those that a Secret of the old kind holds. */
    @Test
    void areRefusedWhenTheyLastForEver() {
        assertThat(issuers.check(token(BATCH, it -> it.expirationTime(null))))
                .isEqualTo(new Verdict.Refused(Refusal.NO_EXPIRY));
    }

    @ParameterizedTest
    @CsvSource({
        "sub:system:serviceaccount:billing:batch, system:serviceaccount:billing:batch,  true",
        "sub:system:serviceaccount:billing:batch, system:serviceaccount:billing:batch2, false",
        "sub:system:serviceaccount:billing:batch, system:serviceaccount:other:batch,    false",
        "sub:system:serviceaccount:billing:*,     system:serviceaccount:billing:cron,   true",
        "sub:system:serviceaccount:billing:*,     system:serviceaccount:billing2:cron,  false",
        "group:system:serviceaccounts:billing,    system:serviceaccount:billing:batch,  false"
    })
    void areGrantedWhatTheirAccountOrNamespaceWasGranted(
            String granted, String subject, boolean allowed) {
        Verdict verdict = issuers.check(token(subject, it -> it));
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);

        Decision decision =
                grants(granted)
                        .decide(
                                ((Verdict.Accepted) verdict).caller(),
                                Action.KILL,
                                new AccountName("default"),
                                new InstanceId("cdb-1"));

        assertThat(decision instanceof Decision.Allowed).isEqualTo(allowed);
    }

    private static String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        Map<String, Object> about =
                Map.of(
                        "namespace",
                        subject.split(":", -1)[2],
                        "node",
                        Map.of("name", "node-1", "uid", "9f4c"),
                        "pod",
                        Map.of("name", "batch-7d9f", "uid", "5a1b"),
                        "serviceaccount",
                        Map.of("name", subject.split(":", -1)[3], "uid", "c0de"),
                        "warnafter",
                        SettableClock.START.plusSeconds(3607).getEpochSecond());
        return cluster.token(
                it ->
                        change.apply(
                                it.subject(subject)
                                        .audience(List.of(AUDIENCE, "another"))
                                        .claim("groups", null)
                                        .claim("kubernetes.io", about)
                                        .jwtID("0b6f")
                                        .notBeforeTime(Date.from(SettableClock.START))));
    }

    private static Grants grants(String caller) {
        return new ConfiguredGrants(
                List.of(
                        new GrantSettings(
                                List.of(caller),
                                List.of(Action.LIST, Action.KILL),
                                List.of("*"),
                                List.of("cdb-*"),
                                List.of("billing_*"),
                                List.of("*"),
                                100,
                                1,
                                false)),
                List.of());
    }
}
