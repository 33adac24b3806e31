package dev.sessionkill.api;

import dev.sessionkill.access.Grants;
import dev.sessionkill.audit.AuditTrail;
import dev.sessionkill.core.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the record to who may read all of it. It is not divided by account: some of its events
 * belong to none.
 */
@RestController
@Tag(name = "Audit")
class AuditController {

    private static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;

    private final Grants grants;
    private final AuditTrail trail;
    private final AuditAnswers answers;

    AuditController(Grants grants, AuditTrail trail, AuditAnswers answers) {
        this.grants = grants;
        this.trail = trail;
        this.answers = answers;
    }

    @GetMapping(
            path = AuditAnswers.EVENTS,
            produces = {MediaType.APPLICATION_JSON_VALUE, NDJSON})
    @Operation(
            summary = "Read the record",
            description =
                    "A page in JSON; or an export, a line for each event with the hashes of the"
                            + " chain, when application/x-ndjson is accepted. Reading is recorded.")
    @AuditExchange
    @Nullable ResponseEntity<Object> events(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            HttpServletResponse response) {
        boolean exports = exports(headers.getAccept());
        Faults faults = new Faults();
        AuditParameters parameters =
                new AuditParameters(query, exports ? Long.MAX_VALUE : AuditParameters.MOST, faults);
        if (!faults.found().isEmpty()) {
            return answers.invalid(faults.found());
        }
        if (!grants.auditor(caller)) {
            return denied(AuditAnswers.EVENTS, caller);
        }
        if (exports) {
            long limit = parameters.limit().orElse(Long.MAX_VALUE);
            return answers.export(
                    trail.export(parameters.query(), limit, caller),
                    MediaType.APPLICATION_NDJSON,
                    response);
        }
        int limit = parameters.limit().orElse((long) AuditParameters.USUAL).intValue();
        return answers.of(trail.read(parameters.query(), limit, caller), limit);
    }

    @GetMapping(path = AuditAnswers.VERIFICATION, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "See whether the record is sound",
            description =
                    "How far its chain was verified, the first thing that is wrong, and the newest"
                            + " checkpoint. Each request goes on with the verification.")
    @VerificationExchange
    ResponseEntity<Object> verification(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return grants.auditor(caller)
                ? answers.of(trail.state())
                : denied(AuditAnswers.VERIFICATION, caller);
    }

    /** What is asked for first; JSON unless lines are named. */
    private static boolean exports(List<MediaType> accepted) {
        List<MediaType> wanted = new ArrayList<>(AcceptedTypes.acceptable(accepted));
        MimeTypeUtils.sortBySpecificity(wanted);
        return wanted.stream()
                .filter(
                        it ->
                                it.includes(MediaType.APPLICATION_JSON)
                                        || it.equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON))
                .findFirst()
                .filter(it -> it.equalsTypeAndSubtype(MediaType.APPLICATION_NDJSON))
                .isPresent();
    }

    private ResponseEntity<Object> denied(String path, Caller caller) {
        String why = "No grant lets %s do AUDIT on every account.".formatted(caller);
        return answers.notPermitted(why, trail.denied(path, why, caller), path);
    }
}
