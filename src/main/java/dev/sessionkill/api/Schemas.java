package dev.sessionkill.api;

import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;

/** Schemas of OpenAPI 3.1 by hand, for the API's description. */
final class Schemas {

    private Schemas() {}

    /** Of any of these types. */
    static Schema<Object> of(String... types) {
        Schema<Object> schema = new Schema<>(SpecVersion.V31);
        Arrays.stream(types).forEach(schema::addType);
        return schema;
    }

    /** The one of that name among the components. */
    static Schema<?> to(String component) {
        return of().$ref("#/components/schemas/" + component);
    }
}
