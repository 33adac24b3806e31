package dev.sessionkill.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The headers of answers, for the API's description. */
@Component
class AnswerHeaders implements GlobalOpenApiCustomizer {

    static final String PREFERENCE_APPLIED = "Preference-Applied";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String AT = "#/components/headers/";

    private static final String[] RATES = {CallerRateFilter.STANDING, CallerRateFilter.POLICY};

    /** The filter before the controllers tells every known caller how often he still may ask. */
    @Override
    public void customise(OpenAPI api) {
        Stream.concat(
                        api.getPaths().values().stream()
                                .flatMap(it -> it.readOperations().stream())
                                .flatMap(it -> it.getResponses().values().stream())
                                .filter(it -> it.get$ref() == null),
                        api.getComponents().getResponses().values().stream()
                                .filter(it -> !isUnauthenticated(it)))
                .map(it -> with(it, RATES))
                .flatMap(it -> it.getHeaders().values().stream())
                // The annotation gives a reference a style, which it can not have.
                .forEach(it -> it.setStyle(null));
    }

    private static boolean isUnauthenticated(ApiResponse answer) {
        return answer.getHeaders() != null
                && answer.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE);
    }

    /** The same answer with these, where there is reason for them. */
    static ApiResponse with(ApiResponse answer, String... names) {
        for (String name : names) {
            answer.addHeaderObject(name, new Header().$ref(AT + name));
        }
        return answer;
    }

    static Components describedIn(Components components) {
        return components
                .addHeaders(HttpHeaders.LOCATION, text("Where the kill is.", "uri-reference"))
                .addHeaders(
                        HttpHeaders.RETRY_AFTER,
                        new Header()
                                .description("In how many seconds to come back.")
                                .schema(Schemas.of("integer")))
                .addHeaders(PREFERENCE_APPLIED, text("What was done of Prefer: wait=20."))
                .addHeaders(REPLAYED, text("true when the kill is that of a request before."))
                .addHeaders(HttpHeaders.WWW_AUTHENTICATE, text("What is missing (RFC 6750)."))
                .addHeaders(HttpHeaders.ALLOW, text("The methods that the path knows."))
                .addHeaders(HttpHeaders.ACCEPT, text("The media types that are possible."))
                .addHeaders(
                        CallerRateFilter.STANDING,
                        text("How many requests you have left; absent for who is not known."))
                .addHeaders(
                        CallerRateFilter.POLICY,
                        text("How many requests you have in which time, in seconds."));
    }

    private static Header text(String description) {
        return new Header().description(description).schema(Schemas.of("string"));
    }

    private static Header text(String description, String format) {
        Header header = text(description);
        header.getSchema().setFormat(format);
        return header;
    }
}
