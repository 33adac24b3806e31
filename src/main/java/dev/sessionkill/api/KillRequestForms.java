package dev.sessionkill.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes that a request to kill has sessions or threads; no annotation can. */
@Component
class KillRequestForms implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .getSchemas()
                .computeIfPresent(
                        KillBody.NAME,
                        (_, it) ->
                                it.addOneOfItem(listed("sessions"))
                                        .addOneOfItem(listed("threads")));
    }

    /** The other one may be null, which is the same as absent. */
    private static Schema<?> listed(String name) {
        Schema<?> form = Schemas.of();
        form.addProperty(name, Schemas.of("array"));
        form.setRequired(List.of(name));
        return form;
    }
}
