package dev.sessionkill.audit;

import dev.sessionkill.audit.RecordState.Newest;
import dev.sessionkill.audit.RunningVerification.Progress;
import dev.sessionkill.core.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The record in the database, for those who may read it. */
@Component
class RecordedTrail implements AuditTrail {

    private static final Logger log = LoggerFactory.getLogger(RecordedTrail.class);

    private final ChainReader chain;
    private final LoneEvents events;
    private final Denials denials;
    private final RunningVerification verification;
    private final CheckpointSchedule schedule;

    RecordedTrail(
            ChainReader chain,
            LoneEvents events,
            Denials denials,
            RunningVerification verification,
            CheckpointSchedule schedule) {
        this.chain = chain;
        this.events = events;
        this.denials = denials;
        this.verification = verification;
        this.schedule = schedule;
    }

    @Override
    public AuditReading read(AuditQuery query, int limit, Caller caller) {
        try {
            List<RecordedEvent> found = chain.find(query, query.after(), Long.MAX_VALUE, limit);
            Map<String, Object> data = query.given();
            data.put("limit", limit);
            data.put("events", found.size());
            record(AuditKind.AUDIT_READ, data, caller);
            return new AuditReading.Page(found);
        } catch (DataAccessException | TransactionException e) {
            complain(e);
            return new AuditReading.Unrecorded();
        }
    }

    @Override
    public Optional<AuditExport> export(AuditQuery query, long limit, Caller caller) {
        try {
            Map<String, Object> data = query.given();
            if (limit < Long.MAX_VALUE) {
                data.put("limit", limit);
            }
            record(AuditKind.AUDIT_EXPORTED, data, caller);
            return Optional.of(new Lines(query, limit, chain.now(1).head().end().seq()));
        } catch (DataAccessException | TransactionException e) {
            complain(e);
            return Optional.empty();
        }
    }

    @Override
    public boolean denied(String what, String why, Caller caller) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("action", "AUDIT");
        data.put("what", what);
        data.put("groups", caller.groups().stream().sorted().toList());
        data.put("why", why);
        try {
            denials.record(AuditEvent.of(AuditKind.DENIED, caller, data));
            return true;
        } catch (DataAccessException | TransactionException e) {
            complain(e);
            return false;
        }
    }

    @Override
    public Optional<RecordState> state() {
        try {
            Progress progress = verification.goOn();
            ChainReader.Now now = chain.now(1);
            return Optional.of(
                    new RecordState(
                            progress.standing(),
                            progress.verified(),
                            progress.at(),
                            progress.fault(),
                            now.head().end(),
                            now.newest().map(RecordedTrail::newest).orElse(null),
                            schedule.refusal().orElse(null)));
        } catch (DataAccessException | TransactionException e) {
            complain(e);
            return Optional.empty();
        }
    }

    private static Newest newest(SignedNote note) {
        Checkpoint checkpoint = note.checkpoint();
        return new Newest(checkpoint.end().seq(), checkpoint.at(), !note.signatures().isEmpty());
    }

    private void record(AuditKind kind, Map<String, ?> data, Caller caller) {
        events.record(AuditEvent.of(kind, caller, data));
    }

    private static void complain(RuntimeException e) {
        log.error(
                "The database does not answer ({}). The record is not shown until it does.",
                NestedExceptionUtils.getMostSpecificCause(e).toString());
    }

    /** An export that is under way. */
    private final class Lines implements AuditExport {
        private final AuditQuery query;
        private final long upTo;
        private long left;
        private long after;

        Lines(AuditQuery query, long limit, long upTo) {
            this.query = query;
            this.upTo = upTo;
            this.left = limit;
            this.after = query.after();
        }

        @Override
        public List<String> next() {
            List<RecordedEvent> found =
                    left == 0 ? List.of() : chain.find(query, after, upTo, left);
            if (!found.isEmpty()) {
                after = found.getLast().seq();
                left -= found.size();
            }
            return found.stream().map(EventLine::of).toList();
        }
    }
}
