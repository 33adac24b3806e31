package dev.sessionkill.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Finds the token in the {@code Authorization} header (RFC 6750, section 2.1), and nowhere else. It
 * looks at each character once: the pattern of Spring Security's own resolver costs as much as all
 * else that is done with a token which is known.
 */
final class BearerHeader implements BearerTokenResolver {

    private static final String SCHEME = "Bearer ";

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() > 1) {
            throw malformed();
        }
        String header = headers.isEmpty() ? "" : headers.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length() - 1)) {
            return null;
        }
        String token = header.substring(Math.min(SCHEME.length(), header.length()));
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !isToken(token)) {
            throw malformed();
        }
        return token;
    }

    /** {@code b64token}: at least one of its characters, then any number of equals signs. */
    private static boolean isToken(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end > 0 && text.chars().limit(end).allMatch(BearerHeader::isOfTokens);
    }

    private static boolean isOfTokens(int it) {
        return ('a' <= it && it <= 'z')
                || ('A' <= it && it <= 'Z')
                || ('0' <= it && it <= '9')
                || "-._~+/".indexOf(it) >= 0;
    }

    private static OAuth2AuthenticationException malformed() {
        return new OAuth2AuthenticationException(
                BearerTokenErrors.invalidToken("Bearer token is malformed"));
    }
}
