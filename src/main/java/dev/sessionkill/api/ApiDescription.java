package dev.sessionkill.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** The parts of the OpenAPI document that no controller stands for. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Session Kill Gateway")
                                .version("1")
                                .description(
                                        "Ends MySQL sessions on Tencent Cloud: under the vendor's"
                                                + " limit, proved by looking, on the record. A path"
                                                + " answers any other method with 405, as"
                                                + " MethodNotAllowed has it."))
                .components(
                        AnswerHeaders.describedIn(
                                withProblems(
                                        new Components()
                                                .addSecuritySchemes(
                                                        BEARER,
                                                        new SecurityScheme()
                                                                .type(SecurityScheme.Type.HTTP)
                                                                .scheme("bearer")
                                                                .bearerFormat("JWT")))))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    /** Named by the statuses of operations, each with the headers that only it can have. */
    private static Components withProblems(Components components) {
        return components
                .addSchemas(ProblemSchema.NAME, ProblemSchema.schema())
                .addResponses(ProblemSchema.NAME, problem())
                .addResponses("Unauthenticated", problem(HttpHeaders.WWW_AUTHENTICATE))
                .addResponses("OtherForm", problem(HttpHeaders.ACCEPT))
                .addResponses("Later", problem(HttpHeaders.RETRY_AFTER))
                .addResponses("MethodNotAllowed", problem(HttpHeaders.ALLOW))
                .addResponses(
                        "KillProblem",
                        problem(
                                HttpHeaders.LOCATION,
                                AnswerHeaders.PREFERENCE_APPLIED,
                                AnswerHeaders.REPLAYED));
    }

    private static ApiResponse problem(String... headers) {
        return AnswerHeaders.with(
                new ApiResponse()
                        .description("A problem (RFC 9457); its code says which.")
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(ProblemSchema.reference()))),
                headers);
    }
}
