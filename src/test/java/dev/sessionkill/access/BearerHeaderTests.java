package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

class BearerHeaderTests {

    private static final String GOOD = "eyJhbGciOiJSUzI1NiJ9.e30-_~+/.AZaz09==";

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + GOOD, "bearer " + GOOD, "BEARER " + GOOD, "Bearer a"})
    void findsAToken(String header) {
        assertThat(found(header)).isEqualTo(header.substring(7));
        assertThat(found(header)).isEqualTo(theirs(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer  a",
                "Bearer a b",
                "Bearer =",
                "Bearer a=b",
                "Bearer a,b",
                "Bearer a\u00e4",
                "Bearer a\tb",
                "Bearer a ",
                "Bearer\ta",
                "Bearera"
            })
    void refusesWhatIsNone(String header) {
        assertThatThrownBy(() -> found(header)).isInstanceOf(OAuth2AuthenticationException.class);
        assertThatThrownBy(() -> theirs(header)).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "DPoP a", "", "Beare a", " Bearer a"})
    void leavesOtherSchemesAlone(String header) {
        assertThat(found(header)).isNull();
        assertThat(theirs(header)).isNull();
    }

    @Test
    void refusesTwo() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer a");
        request.addHeader("Authorization", "Bearer b");

        assertThatThrownBy(() -> new BearerHeader().resolve(request))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void readsNoParameter() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/sessions");
        request.setParameter("access_token", "a");

        assertThat(new BearerHeader().resolve(request)).isNull();
    }

    private static @Nullable String found(String header) {
        return new BearerHeader().resolve(request(header));
    }

    /** What Spring Security itself makes of it. */
    private static @Nullable String theirs(String header) {
        return new DefaultBearerTokenResolver().resolve(request(header));
    }

    private static MockHttpServletRequest request(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
