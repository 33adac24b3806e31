package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class TokenIssuerTests {

    private final SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
    private final TokenIssuer issuer = server.issuer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mintsTokensThatHoldAgainstItsKeySet() {
        Jwt jwt = byKeySet().decode(issuer.mint("alice", List.of("dba"), Duration.ofMinutes(5)));

        assertThat(jwt.getSubject()).isEqualTo("alice");
        assertThat(jwt.getAudience()).containsExactly("session-kill-gateway");
        assertThat(jwt.getClaimAsStringList("groups")).containsExactly("dba");
        assertThat(jwt.getClaimAsString("iss")).isEqualTo(server.endpoint() + "/issuer");
        assertThat(jwt.getId()).isNotBlank();
        assertThat(jwt.getHeaders()).containsEntry("alg", "RS256");
    }

    @Test
    void isFoundByDiscovery() {
        NimbusJwtDecoder discovered = NimbusJwtDecoder.withIssuerLocation(issuer.issuer()).build();

        assertThat(discovered.decode(issuer.mint("bob", List.of(), Duration.ofMinutes(5))))
                .extracting(Jwt::getSubject)
                .isEqualTo("bob");
    }

    @Test
    void hasAKeyOfItsOwn() {
        TokenIssuer stranger = new TokenIssuer(issuer.issuer(), InstantSource.system());

        assertThatThrownBy(
                        () ->
                                byKeySet()
                                        .decode(
                                                stranger.mint(
                                                        "eve", List.of(), Duration.ofMinutes(5))))
                .isInstanceOf(BadJwtException.class);
    }

    @Test
    void countsTheTimeFromItsClock() throws Exception {
        TokenIssuer early =
                new TokenIssuer("x", InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(
                        SignedJWT.parse(early.mint("a", List.of(), Duration.ofMinutes(1)))
                                .getJWTClaimsSet()
                                .getExpirationTime())
                .isEqualTo(Instant.parse("2020-01-01T00:01:00Z"));
    }

    @Test
    void signsSpoiltTokensToo() throws Exception {
        Map<String, Object> claims = issuer.claims("a", List.of("dba"), Duration.ofMinutes(1));
        claims.put("aud", "another-service");
        SignedJWT token =
                SignedJWT.parse(issuer.sign(claims, Map.of("kid", "unknown", "typ", "x")));

        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("another-service");
        assertThat(token.getHeader().getKeyID()).isEqualTo("unknown");
    }

    private NimbusJwtDecoder byKeySet() {
        return NimbusJwtDecoder.withJwkSetUri(issuer.jwkSetUri()).build();
    }
}
