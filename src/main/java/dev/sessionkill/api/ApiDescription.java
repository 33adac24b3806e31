package dev.sessionkill.api;

import dev.sessionkill.core.Stage;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the OpenAPI document that no controller stands for. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Session Kill Gateway")
                                .version("1")
                                .description(
                                        "Ends MySQL sessions on Tencent Cloud: under the vendor's"
                                                + " limit, proved by looking, on the record."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        BEARER,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT"))
                                .addSchemas(PROBLEM, problem())
                                .addResponses(PROBLEM, problemAnswer()))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    private static ApiResponse problemAnswer() {
        return new ApiResponse()
                .description("A problem (RFC 9457); its code says which.")
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(
                                                        new Schema<>()
                                                                .$ref(
                                                                        "#/components/schemas/"
                                                                                + PROBLEM))));
    }

    private static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema()
                        .addProperty("field", new StringSchema())
                        .addProperty("message", new StringSchema());
        StringSchema stage = new StringSchema();
        Arrays.stream(Stage.values()).forEach(it -> stage.addEnumItem(it.name()));
        Schema<?> upstream =
                new ObjectSchema()
                        .addProperty("stage", stage)
                        .addProperty("code", new StringSchema())
                        .addProperty("requestId", new StringSchema());
        StringSchema code = new StringSchema();
        Arrays.stream(ProblemCode.values()).forEach(it -> code.addEnumItem(it.wireName()));
        StringSchema retryable = new StringSchema();
        Arrays.stream(ProblemCode.Retryable.values())
                .forEach(it -> retryable.addEnumItem(it.name()));
        return new ObjectSchema()
                .addProperty("type", new StringSchema().format("uri-reference"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema().format("uri-reference"))
                .addProperty("code", code)
                .addProperty("retryable", retryable)
                .addProperty("traceId", new StringSchema())
                .addProperty("killId", new StringSchema().format("uuid"))
                .addProperty("errors", new ArraySchema().items(error))
                .addProperty("upstream", upstream)
                .addProperty("kill", new Schema<>().$ref("#/components/schemas/Kill"));
    }
}
