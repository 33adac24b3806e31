package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code GET /sessions} takes and answers, for the API's description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "instanceId",
        in = ParameterIn.QUERY,
        required = true,
        description = "The instance.",
        example = "cdb-8jawylhf",
        schema = @Schema(type = "string", pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"))
@Parameter(
        name = "product",
        in = ParameterIn.QUERY,
        description = "What kind of instance it is.",
        schema =
                @Schema(
                        type = "string",
                        defaultValue = "mysql",
                        allowableValues = {"mysql", "cynosdb"}))
@Parameter(
        name = "account",
        in = ParameterIn.QUERY,
        description = "The gateway's account to use.",
        schema = @Schema(type = "string", defaultValue = "default"))
@Parameter(
        name = "region",
        in = ParameterIn.QUERY,
        description = "The vendor's region; the account's own when absent.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "thread",
        in = ParameterIn.QUERY,
        description = "Only the session with this id.",
        schema = @Schema(type = "integer", format = "int64", minimum = "1"))
@Parameter(
        name = "user",
        in = ParameterIn.QUERY,
        description = "Pattern of the MySQL user.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "host",
        in = ParameterIn.QUERY,
        description = "Pattern of the host, with or without its port.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "db",
        in = ParameterIn.QUERY,
        allowEmptyValue = true,
        description = "Pattern of the database; empty for sessions without one.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "command",
        in = ParameterIn.QUERY,
        description = "Pattern of the command, upper and lower case alike.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "state",
        in = ParameterIn.QUERY,
        description = "Pattern of the state, upper and lower case alike.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "minSeconds",
        in = ParameterIn.QUERY,
        description = "Only sessions that have been in their state for so long.",
        schema = @Schema(type = "integer", format = "int64", minimum = "0"))
@Parameter(
        name = "sqlContains",
        in = ParameterIn.QUERY,
        description = "Part of the statement as it is shown, upper and lower case alike.",
        schema = @Schema(type = "string"))
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "The most sessions to show.",
        schema =
                @Schema(
                        type = "integer",
                        format = "int32",
                        minimum = "1",
                        maximum = "10000",
                        defaultValue = "10000"))
@ApiResponse(
        responseCode = "200",
        description = "The sessions.",
        content = @Content(schema = @Schema(implementation = SessionsView.class)))
@ApiResponse(responseCode = "400", ref = "Problem")
@ApiResponse(responseCode = "401", ref = "Unauthenticated")
@ApiResponse(responseCode = "403", ref = "Problem")
@ApiResponse(responseCode = "404", ref = "Problem")
@ApiResponse(responseCode = "406", ref = "OtherForm")
@ApiResponse(responseCode = "429", ref = "Later")
@ApiResponse(responseCode = "502", ref = "Problem")
@ApiResponse(responseCode = "503", ref = "Later")
@interface SessionsExchange {}
