package dev.sessionkill.api;

import dev.sessionkill.audit.AuditExport;
import dev.sessionkill.audit.AuditQuery;
import dev.sessionkill.audit.AuditReading;
import dev.sessionkill.audit.AuditTrail;
import dev.sessionkill.audit.RecordState;
import dev.sessionkill.core.Caller;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.QueryTimeoutException;

/** A record that is what a test says, and remembers how it was read. */
final class FakeTrail implements AuditTrail {

    final List<AuditQuery> queries = new ArrayList<>();
    final List<Long> limits = new ArrayList<>();
    final List<String> denials = new ArrayList<>();
    AuditReading page = new AuditReading.Page(List.of());
    Optional<List<List<String>>> batches = Optional.of(List.of());
    Optional<RecordState> state = Optional.empty();
    boolean breaks;
    boolean recordsDenials = true;

    void reset() {
        queries.clear();
        limits.clear();
        denials.clear();
        page = new AuditReading.Page(List.of());
        batches = Optional.of(List.of());
        state = Optional.empty();
        breaks = false;
        recordsDenials = true;
    }

    @Override
    public AuditReading read(AuditQuery query, int limit, Caller caller) {
        queries.add(query);
        limits.add((long) limit);
        return page;
    }

    @Override
    public Optional<AuditExport> export(AuditQuery query, long limit, Caller caller) {
        queries.add(query);
        limits.add(limit);
        return batches.map(
                it -> {
                    Iterator<List<String>> next = it.iterator();
                    return () -> next.hasNext() ? next.next() : end();
                });
    }

    private List<String> end() {
        if (breaks) {
            throw new QueryTimeoutException("for the test");
        }
        return List.of();
    }

    @Override
    public boolean denied(String what, String why, Caller caller) {
        denials.add(caller + " " + what);
        return recordsDenials;
    }

    @Override
    public Optional<RecordState> state() {
        return state;
    }
}
