package dev.sessionkill.kill;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.Expectation;
import dev.sessionkill.sessions.Trait;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sessions of a kill as they stand in its row: an array in JSON, by thread. The names are kept
 * in databases, so they stay as they are; what is null is left out.
 */
final class SessionsText {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private SessionsText() {}

    private record Session(
            long thread,
            @Nullable Expected expected,
            @Nullable SessionOutcome outcome,
            KillSession.@Nullable Sight sight,
            @Nullable Finding finding) {}

    private record Expected(
            @Nullable String user,
            @Nullable String host,
            @Nullable String db,
            @Nullable String statement,
            @Nullable Long seconds,
            @Nullable Long observedAt) {}

    private record Finding(
            @Nullable String protectedBy,
            Set<Trait> changed,
            boolean respawned,
            @Nullable Long goneAfterMillis) {}

    static String of(Collection<KillSession> sessions) {
        return JSON.writeValueAsString(
                sessions.stream()
                        .sorted(Comparator.comparing(KillSession::thread))
                        .map(SessionsText::stored)
                        .toList());
    }

    static List<KillSession> read(String text) {
        return List.of(JSON.readValue(text, Session[].class)).stream()
                .map(SessionsText::read)
                .toList();
    }

    private static Session stored(KillSession session) {
        return new Session(
                session.thread().value(),
                session.expected().equals(Expectation.NONE) ? null : stored(session.expected()),
                session.outcome(),
                session.sight(),
                session.finding().equals(KillSession.Finding.NONE)
                        ? null
                        : stored(session.finding()));
    }

    private static KillSession read(Session session) {
        Expected expected = session.expected();
        Finding finding = session.finding();
        return new KillSession(
                new ThreadId(session.thread()),
                expected == null ? Expectation.NONE : read(expected),
                session.outcome(),
                session.sight(),
                finding == null ? KillSession.Finding.NONE : read(finding));
    }

    private static Expected stored(Expectation it) {
        return new Expected(
                it.user(),
                it.host(),
                it.db(),
                it.statement(),
                it.seconds(),
                Optional.ofNullable(it.observedAt()).map(Instant::toEpochMilli).orElse(null));
    }

    private static Expectation read(Expected it) {
        return new Expectation(
                it.user(),
                it.host(),
                it.db(),
                it.statement(),
                it.seconds(),
                Optional.ofNullable(it.observedAt()).map(Instant::ofEpochMilli).orElse(null));
    }

    private static Finding stored(KillSession.Finding it) {
        return new Finding(
                it.protectedBy(),
                new TreeSet<>(it.changed()),
                it.respawned(),
                Optional.ofNullable(it.goneAfter()).map(Duration::toMillis).orElse(null));
    }

    private static KillSession.Finding read(Finding it) {
        return new KillSession.Finding(
                it.protectedBy(),
                it.changed(),
                it.respawned(),
                Optional.ofNullable(it.goneAfterMillis()).map(Duration::ofMillis).orElse(null));
    }
}
