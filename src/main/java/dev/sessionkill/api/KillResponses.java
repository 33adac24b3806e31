package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpHeaders;

/** The key that {@code POST /sessions/kill} takes and what it answers, for the description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = KillController.KEY,
        in = ParameterIn.HEADER,
        description =
                "Your own name for this request, 1 to 255 printable characters. A repetition with"
                        + " the same body is answered with the same kill, for seven days.",
        schema =
                @Schema(
                        type = "string",
                        minLength = 1,
                        maxLength = 255,
                        pattern = "^ *[!-~][ -~]*$"))
@ApiResponse(
        responseCode = "200",
        description =
                "Finished: every session is KILLED, KILLING or ALREADY_GONE. Or, with"
                        + " validateOnly, what would become of each.",
        headers = {
            @Header(name = HttpHeaders.LOCATION, ref = AnswerHeaders.AT + HttpHeaders.LOCATION),
            @Header(
                    name = AnswerHeaders.PREFERENCE_APPLIED,
                    ref = AnswerHeaders.AT + AnswerHeaders.PREFERENCE_APPLIED),
            @Header(name = AnswerHeaders.REPLAYED, ref = AnswerHeaders.AT + AnswerHeaders.REPLAYED)
        },
        content = @Content(schema = @Schema(oneOf = {KillView.class, PreviewView.class})))
@ApiResponse(
        responseCode = "202",
        description = "Not finished when the wait ended; Location tells where to look.",
        headers = {
            @Header(name = HttpHeaders.LOCATION, ref = AnswerHeaders.AT + HttpHeaders.LOCATION),
            @Header(
                    name = HttpHeaders.RETRY_AFTER,
                    ref = AnswerHeaders.AT + HttpHeaders.RETRY_AFTER),
            @Header(
                    name = AnswerHeaders.PREFERENCE_APPLIED,
                    ref = AnswerHeaders.AT + AnswerHeaders.PREFERENCE_APPLIED),
            @Header(name = AnswerHeaders.REPLAYED, ref = AnswerHeaders.AT + AnswerHeaders.REPLAYED)
        },
        content = @Content(schema = @Schema(implementation = KillView.class)))
@ApiResponse(responseCode = "400", ref = "Problem")
@ApiResponse(responseCode = "401", ref = "Unauthenticated")
@ApiResponse(responseCode = "403", ref = "Problem")
@ApiResponse(responseCode = "404", ref = "Problem")
@ApiResponse(responseCode = "406", ref = "OtherForm")
@ApiResponse(responseCode = "408", ref = "Problem")
@ApiResponse(responseCode = "409", ref = "KillProblem")
@ApiResponse(responseCode = "413", ref = "Problem")
@ApiResponse(responseCode = "415", ref = "OtherForm")
@ApiResponse(responseCode = "422", ref = "Problem")
@ApiResponse(responseCode = "429", ref = "Later")
@ApiResponse(responseCode = "502", ref = "KillProblem")
@ApiResponse(responseCode = "503", ref = "Later")
@ApiResponse(responseCode = "504", ref = "KillProblem")
@interface KillResponses {}
