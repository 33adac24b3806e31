package dev.sessionkill.kill;

import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.ProtectCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Kills of callers who may kill the sessions of applications. */
final class TestMembers {

    private static final Decision.Allowed APPLICATIONS = sessionsOf("app*");

    private TestMembers() {}

    private static Decision.Allowed sessionsOf(String users) {
        return new Decision.Allowed(
                List.of(new Scope(List.of(new Wildcard(users)), List.of(new Wildcard("*")), 100)));
    }

    /** One of a caller who may kill the sessions of these users instead. */
    static Member ofWhoMayKill(String users, Kill kill, Deadline deadline) {
        return of(kill, sessionsOf(users), deadline, TestStore.firstLease(), 1, false);
    }

    /** One that was just entered and has time. */
    static Member of(Kill kill) {
        return of(kill, Deadline.in(Duration.ofMinutes(1)));
    }

    static Member of(Kill kill, Deadline deadline) {
        return of(kill, deadline, TestStore.firstLease());
    }

    static Member of(Kill kill, Deadline deadline, Lease lease) {
        return of(kill, deadline, lease, 1, false);
    }

    static Member of(Kill kill, Deadline deadline, Lease lease, int weight, boolean urgent) {
        return of(kill, APPLICATIONS, deadline, lease, weight, urgent);
    }

    private static Member of(
            Kill kill,
            Decision.Allowed allowed,
            Deadline deadline,
            Lease lease,
            int weight,
            boolean urgent) {
        return new Member(
                kill,
                lease,
                new Rules(
                        new Inspection(allowed, ProtectCatalogue.with(List.of())),
                        deadline,
                        Duration.ofSeconds(1),
                        weight,
                        urgent));
    }

    /** One of a caller that wants sessions of an instance and has waited for nothing yet. */
    static Member waiting(String caller, String instance, long... threads) {
        return waiting(caller, instance, 1, false, threads);
    }

    static Member waiting(
            String caller, String instance, int weight, boolean urgent, long... threads) {
        Target target = SampleTargets.of(instance);
        Kill kill =
                new Kill(
                        KillId.next(),
                        target,
                        new Reason("a test"),
                        urgent,
                        caller,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        new Kill.Progress(KillState.QUEUED, null, null, null),
                        Arrays.stream(threads)
                                .mapToObj(
                                        it ->
                                                KillSession.wanted(
                                                        new ThreadId(it), Expectation.NONE))
                                .toList(),
                        List.of());
        return of(kill, Deadline.in(Duration.ofMinutes(1)), TestStore.firstLease(), weight, urgent);
    }
}
