package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
@ContextConfiguration(classes = SecurityRulesTests.Application.class)
class SecurityAnswersTests {

    private static final TestIssuer issuer = new TestIssuer(SettableClock.START, TestKeys.RSA);
    private static final TestIssuer dead = new TestIssuer(SettableClock.START, TestKeys.RSA);

    @Autowired private MockMvcTester mvc;

    @DynamicPropertySource
    static void issuers(DynamicPropertyRegistry registry) {
        dead.close();
        registry.add("gateway.access.issuers[0].uri", issuer::uri);
        registry.add("gateway.access.issuers[1].uri", dead::uri);
    }

    @AfterAll
    static void close() {
        issuer.close();
    }

    @Test
    void giveTheControllerItsCaller() {
        assertThat(get("Bearer " + issuer.token()))
                .hasStatusOk()
                .hasBodyTextEqualTo("sub:ops-portal");
    }

    @Test
    void createNoSession() {
        MvcTestResult result = get("Bearer " + issuer.token());

        assertThat(result.getRequest().getSession(false)).isNull();
        assertThat(result).doesNotContainHeader("Set-Cookie");
        assertThat(result)
                .headers()
                .hasValue("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate");
    }

    @Test
    void askForATokenWhereThereIsNone() {
        assertThat(mvc.get().uri("/sessions"))
                .hasStatus(401)
                .hasHeader("WWW-Authenticate", "Bearer")
                .hasBodyTextEqualTo("Unauthenticated[detail=A bearer token is needed.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic b3BzOmh1bnRlcjI=", "Bearer", "Token x"})
    void takeOtherSchemesForNoToken(String header) {
        assertThat(get(header)).hasStatus(401);
    }

    @Test
    void sayWhyATokenIsRefused() {
        assertThat(get("Bearer " + issuer.token(it -> it.expirationTime(Date.from(Instant.EPOCH)))))
                .hasStatus(401)
                .hasHeader(
                        "WWW-Authenticate",
                        "Bearer error=\"invalid_token\", error_description=\"The token has"
                                + " expired.\"")
                .hasBodyTextEqualTo("Unauthenticated[detail=The token has expired.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a b", "Bearer opaque", "Bearer ü"})
    void sayThatATokenIsMalformed(String header) {
        assertThat(get(header))
                .hasStatus(401)
                .hasBodyTextEqualTo(
                        "Unauthenticated[detail=The bearer token is not a signed JWT.]");
    }

    @Test
    void answer503WhileTheKeysOfTheIssuerCannotBeFetched() {
        assertThat(get("Bearer " + dead.token()))
                .hasStatus(503)
                .hasHeader("Retry-After", "10")
                .hasBodyTextEqualTo(
                        "IssuerUnavailable[detail=The keys of the token's issuer cannot be fetched"
                                + " at the moment.]");
    }

    @Test
    void takeNoTokenFromTheQueryOrAForm() {
        String token = issuer.token();

        assertThat(mvc.get().uri("/sessions?access_token={token}", token)).hasStatus(401);
        assertThat(mvc.post().uri("/sessions/kill").formField("access_token", token))
                .hasStatus(401);
    }

    private MvcTestResult get(String authorization) {
        return mvc.get().uri("/sessions").header("Authorization", authorization).exchange();
    }
}
