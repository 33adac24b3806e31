package dev.sessionkill.api;

import dev.sessionkill.core.Stage;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The one shape of problems (RFC 9457), for the API's description. */
final class ProblemSchema {

    static final String NAME = "Problem";

    private static final String TEXT = "string";
    private static final String NULL = "null";

    private ProblemSchema() {}

    static Schema<?> reference() {
        return Schemas.to(NAME);
    }

    static Schema<?> schema() {
        Schema<?> errors = Schemas.of("array");
        errors.setDescription("What is wrong with the request, when it is invalid-request.");
        errors.setItems(
                object(List.of("field", "message"))
                        .addProperty("field", Schemas.of(TEXT))
                        .addProperty("message", Schemas.of(TEXT)));
        return object(List.of("type", "title", "status", "detail", "code", "retryable", "traceId"))
                .addProperty("type", Schemas.of(TEXT).format("uri-reference"))
                .addProperty("title", Schemas.of(TEXT))
                .addProperty("status", Schemas.of("integer").format("int32"))
                .addProperty("detail", Schemas.of(TEXT))
                .addProperty(
                        "instance",
                        Schemas.of(TEXT)
                                .format("uri-reference")
                                .description("The path; absent when it is none."))
                .addProperty("code", code())
                .addProperty("retryable", retryable())
                .addProperty(
                        "traceId",
                        Schemas.of(TEXT, NULL)
                                .description("Null for what is no HTTP, and has no trace."))
                .addProperty("killId", Schemas.of(TEXT).format("uuid"))
                .addProperty("errors", errors)
                .addProperty("upstream", upstream())
                .addProperty("kill", Schemas.to("Kill"));
    }

    private static Schema<?> code() {
        return oneOf(Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName));
    }

    private static Schema<?> retryable() {
        return oneOf(Arrays.stream(ProblemCode.Retryable.values()).map(Enum::name));
    }

    private static Schema<?> upstream() {
        Schema<Object> stage = oneOf(Arrays.stream(Stage.values()).map(Enum::name));
        stage.addType(NULL);
        stage.addEnumItemObject(null);
        return object(List.of("stage", "code", "requestId"))
                .description("The vendor's call that failed, when it is upstream-failed.")
                .addProperty("stage", stage)
                .addProperty("code", Schemas.of(TEXT, NULL))
                .addProperty("requestId", Schemas.of(TEXT, NULL));
    }

    private static Schema<Object> oneOf(Stream<String> names) {
        Schema<Object> text = Schemas.of(TEXT);
        names.forEach(text::addEnumItemObject);
        return text;
    }

    private static Schema<?> object(List<String> required) {
        Schema<?> object = Schemas.of("object");
        object.setRequired(required);
        return object;
    }
}
