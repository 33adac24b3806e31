package dev.sessionkill.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@code GET /audit/verification} answers, for the API's description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "200",
        description = "How far the record is verified.",
        content = @Content(schema = @Schema(implementation = VerificationView.class)))
@ApiResponse(responseCode = "400", ref = "Problem")
@ApiResponse(responseCode = "401", ref = "Unauthenticated")
@ApiResponse(responseCode = "403", ref = "Problem")
@ApiResponse(responseCode = "406", ref = "OtherForm")
@ApiResponse(responseCode = "429", ref = "Later")
@ApiResponse(responseCode = "503", ref = "Later")
@interface VerificationExchange {}
