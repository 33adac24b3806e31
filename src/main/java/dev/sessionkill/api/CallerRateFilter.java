package dev.sessionkill.api;

import dev.sessionkill.access.CallerRate;
import dev.sessionkill.core.Caller;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets each caller knock only so often. Comes after security and before the body is read. It guards
 * the way in, where Resilience4j's own limiter is exact enough.
 */
@Component
@Order(-1)
class CallerRateFilter extends OncePerRequestFilter {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Problems problems;
    private final RateLimiterConfig config;
    private final LongSupplier nanoTime;
    private final Map<String, RateLimiter> limiters = new ConcurrentHashMap<>();

    @Autowired
    CallerRateFilter(Problems problems, CallerRate rate) {
        this(problems, rate, System::nanoTime);
    }

    CallerRateFilter(Problems problems, CallerRate rate, LongSupplier nanoTime) {
        this.problems = problems;
        this.nanoTime = nanoTime;
        this.config =
                RateLimiterConfig.custom()
                        .limitForPeriod(rate.requestsPerSecond())
                        .limitRefreshPeriod(PERIOD)
                        .timeoutDuration(Duration.ZERO)
                        .build();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof Caller caller)
                || mayEnter(caller)) {
            chain.doFilter(request, response);
        } else {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(PERIOD.toSeconds()));
            problems.write(
                    request,
                    response,
                    ProblemCode.TOO_MANY_REQUESTS,
                    "You send more requests a second than one caller may.");
        }
    }

    private boolean mayEnter(Caller caller) {
        return limiters.computeIfAbsent(caller.name(), this::limiter).acquirePermission();
    }

    private RateLimiter limiter(String caller) {
        return new AtomicRateLimiter(caller, config, nanoTime::getAsLong);
    }
}
