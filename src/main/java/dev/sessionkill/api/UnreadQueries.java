package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a query where none is read: {@code POST /sessions/kill?validateOnly=true} that was
 * answered as if nothing stood there would kill. An operation that reads one takes all of it as a
 * {@link MultiValueMap}, and {@link QueryParameters} refuses the names that it does not know.
 */
@Component
class UnreadQueries implements HandlerInterceptor, WebMvcConfigurer {

    private final Problems problems;

    UnreadQueries(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || !isOperation(method) || reads(method)) {
            return true;
        }
        Faults faults = new Faults();
        request.getParameterMap().keySet().forEach(it -> QueryParameters.unknown(it, faults));
        if (faults.found().isEmpty()) {
            return true;
        }
        problems.write(
                request, response, problems.invalid(faults.found(), request.getRequestURI()));
        return false;
    }

    private static boolean isOperation(HandlerMethod method) {
        return method.hasMethodAnnotation(Operation.class);
    }

    private static boolean reads(HandlerMethod method) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(MultiValueMap.class);
    }
}
