package dev.sessionkill.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes what the Java of a record says of its members: which are always there, and which can be
 * null. Said a second time in annotations, it would not stay true.
 */
@Component
class RecordSchemas implements ModelConverter {

    /** What {@code false} is to a library that reads nothing but schemas here. */
    private static final Schema<?> NOTHING =
            new Schema<>(SpecVersion.V31).booleanSchemaValue(false);

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> java = Json.mapper().constructType(type.getType()).getRawClass();
        if (java.isRecord() && java.getPackage().equals(RecordSchemas.class.getPackage())) {
            Schema<?> model = context.getDefinedModels().get(name(java));
            if (model != null) {
                describe(model, List.of(java.getRecordComponents()));
            }
        }
        return resolved;
    }

    private static String name(Class<?> java) {
        var named = java.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return named == null ? java.getSimpleName() : named.name();
    }

    private static void describe(Schema<?> model, List<RecordComponent> members) {
        // Nothing but a request is closed: an answer may get new members.
        boolean sentToUs =
                NOTHING.equals(model.getAdditionalProperties())
                        || Boolean.FALSE.equals(model.getAdditionalProperties());
        if (sentToUs) {
            model.setAdditionalProperties(NOTHING);
        } else {
            model.setRequired(
                    members.stream()
                            .filter(RecordSchemas::isAlwaysWritten)
                            .map(RecordComponent::getName)
                            .toList());
        }
        members.stream()
                .filter(it -> it.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(it -> sentToUs != isRequired(model, it))
                .forEach(it -> model.getProperties().computeIfPresent(it, (_, is) -> orNull(is)));
    }

    private static boolean isRequired(Schema<?> model, String name) {
        return model.getRequired() != null && model.getRequired().contains(name);
    }

    private static boolean isAlwaysWritten(RecordComponent member) {
        return !member.getAccessor().isAnnotationPresent(JsonInclude.class);
    }

    /** The same schema for null as well; it may have been made so before. */
    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return Schemas.of()
                    .description(schema.getDescription())
                    .addOneOfItem(Schemas.of().$ref(schema.get$ref()))
                    .addOneOfItem(Schemas.of("null"));
        }
        if (schema.getTypes().add("null") && schema.getEnum() != null) {
            withNull(schema);
        }
        return schema;
    }

    private static <T> void withNull(Schema<T> schema) {
        List<T> listed = new ArrayList<>(schema.getEnum());
        listed.add(null);
        schema.setEnum(listed);
    }
}
