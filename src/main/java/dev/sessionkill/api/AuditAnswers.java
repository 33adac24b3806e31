package dev.sessionkill.api;

import dev.sessionkill.audit.AuditExport;
import dev.sessionkill.audit.AuditReading;
import dev.sessionkill.audit.RecordState;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The one place where what became of reading the record turns into an HTTP answer. */
@Component
class AuditAnswers {

    static final String EVENTS = "/audit/events";
    static final String VERIFICATION = "/audit/verification";

    private static final Logger log = LoggerFactory.getLogger(AuditAnswers.class);

    private final Refusals refusals;

    AuditAnswers(Refusals refusals) {
        this.refusals = refusals;
    }

    ResponseEntity<Object> of(AuditReading reading, int limit) {
        return switch (reading) {
            case AuditReading.Page page -> json(AuditView.of(page.events(), limit));
            case AuditReading.Unrecorded _ -> refusals.unrecorded(EVENTS);
        };
    }

    ResponseEntity<Object> of(Optional<RecordState> state) {
        return state.map(it -> json(VerificationView.of(it)))
                .orElseGet(() -> refusals.unrecorded(VERIFICATION));
    }

    /**
     * Writes an export while it is read, a line for each event. What fails in the middle is thrown:
     * the answer then ends with a line that is no event, so that nobody takes it for whole.
     *
     * @return null once it is written
     */
    @Nullable ResponseEntity<Object> export(
            Optional<AuditExport> export, MediaType type, HttpServletResponse response) {
        if (export.isEmpty()) {
            return refusals.unrecorded(EVENTS);
        }
        List<String> lines = export.get().next();
        response.setContentType(type.toString());
        try {
            OutputStream out = response.getOutputStream();
            while (!lines.isEmpty()) {
                String text = String.join("\n", lines) + "\n";
                out.write(text.getBytes(StandardCharsets.UTF_8));
                lines = export.get().next();
            }
            out.flush();
        } catch (IOException e) {
            log.debug("A client was gone before it had all of its export.", e);
        }
        return null;
    }

    ResponseEntity<Object> invalid(List<FieldFault> faults) {
        return refusals.invalid(faults, EVENTS);
    }

    ResponseEntity<Object> notPermitted(String why, boolean recorded, String path) {
        return recorded
                ? refusals.plain(ProblemCode.NOT_PERMITTED, why, path)
                : refusals.unrecorded(path);
    }

    private static ResponseEntity<Object> json(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
