package dev.sessionkill.api;

import dev.sessionkill.access.CallerRate;
import dev.sessionkill.core.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each caller knock only so often, and tells him how often he still may. Comes after security
 * and before the body is read. It guards the way in, where Resilience4j's own limiter is exact
 * enough.
 */
@Component
@Order(-1)
class CallerRateFilter extends OncePerRequestFilter {

    /** draft-ietf-httpapi-ratelimit-headers-11. */
    static final String POLICY = "RateLimit-Policy";

    static final String STANDING = "RateLimit";
    private static final long SECONDS = CallerRates.PERIOD.toSeconds();

    private final Problems problems;
    private final CallerRates rates;
    private final String policy;

    @Autowired
    CallerRateFilter(Problems problems, CallerRate rate) {
        this(problems, rate, System::nanoTime);
    }

    CallerRateFilter(Problems problems, CallerRate rate, LongSupplier nanoTime) {
        this.problems = problems;
        this.rates = new CallerRates(rate.requestsPerSecond(), nanoTime);
        this.policy = "\"caller\";q=%d;w=%d".formatted(rate.requestsPerSecond(), SECONDS);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        CallerRates.Turn turn = rates.ask(caller.name());
        response.setHeader(POLICY, policy);
        response.setHeader(STANDING, "\"caller\";r=%d;t=%d".formatted(turn.left(), SECONDS));
        if (turn.mayEnter()) {
            try (MDC.MDCCloseable _ = MDC.putCloseable("caller", caller.name())) {
                chain.doFilter(request, response);
            }
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(SECONDS));
            problems.write(
                    request,
                    response,
                    ProblemCode.TOO_MANY_REQUESTS,
                    "You send more requests a second than one caller may.");
        }
    }
}
