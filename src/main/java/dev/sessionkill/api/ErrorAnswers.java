package dev.sessionkill.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Gives what the framework notices the shape of every other problem, in our words. */
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final Problems problems;
    private final AllowedMethods methods;

    ErrorAnswers(Problems problems, AllowedMethods methods) {
        this.problems = problems;
        this.methods = methods;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String allowed = methods.at(path(request));
        HttpHeaders complete = new HttpHeaders();
        complete.putAll(headers);
        if (!allowed.isEmpty()) {
            complete.set(HttpHeaders.ALLOW, allowed);
        }
        return handleExceptionInternal(e, null, complete, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                problems.invalid(List.of(JsonFaults.of(e.getCause())), path(request)), headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemCode code = ProblemCode.of(status.value());
        if (code == ProblemCode.INTERNAL_ERROR) {
            log.error("A request ended with status {}.", status.value(), e);
        }
        return answer(problems.of(code, code.title() + ".", path(request)), headers);
    }

    /**
     * Queries and headers are looked at by the container and the firewall only when they are read.
     */
    @ExceptionHandler
    ResponseEntity<Object> unreadable(InvalidParameterException e, HttpServletRequest request) {
        return unreadable("The query is not percent-encoded UTF-8.", request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(RequestRejectedException e, HttpServletRequest request) {
        return unreadable("The query or a header holds characters that are refused.", request);
    }

    private ResponseEntity<Object> unreadable(String detail, HttpServletRequest request) {
        return answer(
                problems.of(ProblemCode.INVALID_REQUEST, detail, request.getRequestURI()),
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception e, HttpServletRequest request) {
        log.error("A request ended with a fault in the gateway.", e);
        return answer(
                problems.of(
                        ProblemCode.INTERNAL_ERROR,
                        "The gateway has a fault; its log has it under the traceId.",
                        request.getRequestURI()),
                HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String path(WebRequest request) {
        return request instanceof ServletWebRequest servlet
                ? servlet.getRequest().getRequestURI()
                : "/";
    }
}
