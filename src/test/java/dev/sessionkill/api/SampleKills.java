package dev.sessionkill.api;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Reason;
import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Stage;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.kill.Kill;
import dev.sessionkill.kill.KillFailure;
import dev.sessionkill.kill.KillResult;
import dev.sessionkill.kill.KillSession;
import dev.sessionkill.kill.KillState;
import dev.sessionkill.kill.SessionOutcome;
import dev.sessionkill.sessions.Expectation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kill in every state. */
final class SampleKills {

    static final KillId ID = new KillId(UUID.fromString("019a9c6e-0000-7000-8000-000000000001"));
    static final Instant ASKED = Instant.parse("2026-11-22T09:00:00Z");

    private SampleKills() {}

    static Kill queued() {
        return in(KillState.QUEUED, null, null);
    }

    static Kill killed() {
        return in(KillState.FINISHED, KillResult.KILLED, null);
    }

    static Kill failed(KillFailure failure) {
        return in(KillState.FINISHED, KillResult.FAILED, failure);
    }

    static Kill in(KillState state, @Nullable KillResult result, @Nullable KillFailure failure) {
        return new Kill(
                ID,
                SampleTargets.of("cdb-8jawylhf"),
                new Reason("INC-4711 report query"),
                false,
                "sub:ops-portal",
                ASKED,
                ASKED.plusSeconds(60),
                new Kill.Progress(
                        state, result, state.isFinal() ? ASKED.plusSeconds(2) : null, failure),
                List.of(session(result)),
                List.of(new CallRecord(Stage.PREPARE, 1, ASKED.plusMillis(5), 84, "req-1", null)));
    }

    static Kill urgent() {
        Kill kill = killed();
        return new Kill(
                kill.id(),
                kill.target(),
                kill.reason(),
                true,
                kill.requestedBy(),
                kill.requestedAt(),
                kill.deadline(),
                kill.progress(),
                kill.sessions(),
                kill.upstream());
    }

    private static KillSession session(@Nullable KillResult result) {
        return new KillSession(
                new ThreadId(1001),
                Expectation.NONE,
                result == KillResult.KILLED ? SessionOutcome.KILLED : null,
                new KillSession.Sight("report", "10.1.2.3:52344", "shop", "Query", 880),
                KillSession.Finding.NONE);
    }
}
