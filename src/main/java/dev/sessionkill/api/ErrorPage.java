package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives what the container notices outside of any controller the shape of every other problem. */
@RestController
@Hidden
class ErrorPage implements ErrorController {

    private final Problems problems;
    private final AllowedMethods methods;

    ErrorPage(Problems problems, AllowedMethods methods) {
        this.problems = problems;
        this.methods = methods;
    }

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request, HttpServletResponse response) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object requested = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        ProblemCode code = ProblemCode.of(status instanceof Integer it ? it : 404);
        String path = requested instanceof String it ? it : request.getRequestURI();
        if (code == ProblemCode.METHOD_NOT_ALLOWED) {
            // In the place of Tomcat's own; one in the entity would stand beside it.
            response.setHeader(HttpHeaders.ALLOW, methods.at(path));
        }
        return Problems.status(code).body(problems.of(code, code.title() + ".", path));
    }
}
