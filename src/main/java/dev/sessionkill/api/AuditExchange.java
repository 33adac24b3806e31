package dev.sessionkill.api;

import dev.sessionkill.audit.AuditKind;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code GET /audit/events} takes and answers, for the API's description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "after",
        in = ParameterIn.QUERY,
        description = "Only events with a greater number.",
        schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "The most events; an export has no limit unless one is given.",
        schema = @Schema(type = "integer", format = "int64", minimum = "1", defaultValue = "100"))
@Parameter(
        name = "kind",
        in = ParameterIn.QUERY,
        description = "Only events of this kind.",
        schema = @Schema(implementation = AuditKind.class))
@Parameter(
        name = "caller",
        in = ParameterIn.QUERY,
        description = "Only events on behalf of this caller.",
        schema = @Schema(type = "string", example = "sub:ops-portal"))
@Parameter(
        name = "killId",
        in = ParameterIn.QUERY,
        description = "Only events of this kill.",
        schema = @Schema(type = "string", format = "uuid"))
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "Only events recorded then or later.",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "Only events recorded before then.",
        schema = @Schema(type = "string", format = "date-time"))
@ApiResponse(
        responseCode = "200",
        description = "The events.",
        content = {
            @Content(
                    mediaType = "application/json",
                    schema = @Schema(implementation = AuditView.class)),
            @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"))
        })
@ApiResponse(responseCode = "400", ref = "Problem")
@ApiResponse(responseCode = "401", ref = "Unauthenticated")
@ApiResponse(responseCode = "403", ref = "Problem")
@ApiResponse(responseCode = "406", ref = "OtherForm")
@ApiResponse(responseCode = "429", ref = "Later")
@ApiResponse(responseCode = "503", ref = "Later")
@interface AuditExchange {}
