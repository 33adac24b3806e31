package dev.sessionkill.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers requests that security turns away, with the headers of RFC 6750, section 3. */
final class TurnedAway
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final SecurityProblems problems;

    TurnedAway(SecurityProblems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        if (cause instanceof IssuerUnavailableException) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(IssuerKeys.FETCH_INTERVAL.toSeconds()));
            problems.write(
                    request,
                    response,
                    new SecurityProblem.IssuerUnavailable(
                            "The keys of the token's issuer cannot be fetched at the moment."));
        } else if (cause instanceof RefusedTokenException refused) {
            refuse(request, response, refused.refusal());
        } else if (cause instanceof OAuth2AuthenticationException) {
            // Thrown while the Authorization header is taken apart.
            refuse(request, response, Refusal.MALFORMED);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            unauthenticated(request, response, "A bearer token is needed.");
        }
    }

    /** Only what is not listed is denied here; what a caller may do is decided with the request. */
    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(
                request, response, new SecurityProblem.NothingHere("There is nothing here."));
    }

    /** Here and not on the error page, which is outside of the request's observation. */
    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            RequestRejectedException rejected)
            throws IOException {
        problems.write(
                request,
                response,
                new SecurityProblem.Unreadable("The method, path or a header is not allowed."));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer error=\"invalid_token\", error_description=\"" + refusal.detail() + "\"");
        unauthenticated(request, response, refusal.detail());
    }

    private void unauthenticated(
            HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        problems.write(request, response, new SecurityProblem.Unauthenticated(detail));
    }
}
