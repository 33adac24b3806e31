package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A page for each problem: what its {@code type} leads to. */
@RestController
@Hidden
class ProblemPages {

    private final Problems problems;

    ProblemPages(Problems problems) {
        this.problems = problems;
    }

    @GetMapping("/problems/{code}")
    ResponseEntity<Object> page(@PathVariable String code) {
        return ProblemCode.named(code)
                .map(
                        it ->
                                ResponseEntity.ok()
                                        .contentType(MediaType.TEXT_HTML)
                                        .<Object>body(html(it)))
                .orElseGet(
                        () ->
                                Problems.status(ProblemCode.NOT_FOUND)
                                        .body(
                                                problems.of(
                                                        ProblemCode.NOT_FOUND,
                                                        "There is no problem of that name.",
                                                        "/problems")));
    }

    private static String html(ProblemCode code) {
        return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s</title></head>
        <body>
        <h1>%2$s</h1>
        <p><code>%1$s</code>, HTTP status %3$d, retryable: %4$s</p>
        <p>%5$s</p>
        </body>
        </html>
        """
                .formatted(
                        code.wireName(),
                        code.title(),
                        code.status().value(),
                        code.retryable(),
                        code.explanation());
    }
}
