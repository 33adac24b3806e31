package dev.sessionkill.api;

import dev.sessionkill.core.Caller;
import dev.sessionkill.sessions.SessionQuery;
import dev.sessionkill.sessions.SessionSettings;
import dev.sessionkill.sessions.SessionSettings.ShownSql;
import dev.sessionkill.sessions.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows live sessions. */
@RestController
@Tag(name = "Sessions")
class SessionsController {

    private final Sessions sessions;
    private final SessionSettings settings;
    private final SessionAnswers answers;

    SessionsController(Sessions sessions, SessionSettings settings, SessionAnswers answers) {
        this.sessions = sessions;
        this.settings = settings;
        this.answers = answers;
    }

    @GetMapping(path = SessionAnswers.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Look at live sessions",
            description =
                    "Those that your grants cover and that fit every filter. In a pattern * stands"
                            + " for any text. What is shown to whom is recorded.")
    @SessionsExchange
    ResponseEntity<Object> list(
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller)
            throws InterruptedException {
        Faults faults = new Faults();
        Optional<SessionQuery> wanted =
                new SessionParameters(query, faults).query(settings.sql() != ShownSql.NONE);
        return wanted.isEmpty()
                ? answers.invalid(faults.found())
                : answers.of(sessions.list(wanted.get(), caller));
    }
}
