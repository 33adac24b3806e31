package dev.sessionkill.audit;

import dev.sessionkill.core.Caller;
import java.util.Optional;

/** The record for those who may read it. Who reads it stands in it, before anything is shown. */
public interface AuditTrail {

    /** The first events that fit. */
    AuditReading read(AuditQuery query, int limit, Caller caller);

    /** At most so many events that fit, up to now; empty when that could not be recorded. */
    Optional<AuditExport> export(AuditQuery query, long limit, Caller caller);

    /**
     * Records that somebody may not read it.
     *
     * @param what what was asked for
     * @return whether that could be recorded
     */
    boolean denied(String what, String why, Caller caller);

    /** How far the record is verified, and goes on with that; empty when it cannot be read. */
    Optional<RecordState> state();
}
