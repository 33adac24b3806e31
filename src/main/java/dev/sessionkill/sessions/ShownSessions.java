package dev.sessionkill.sessions;

import dev.sessionkill.access.Decision;
import dev.sessionkill.dbbrain.ProcessRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Chooses the sessions that a caller gets to see, and what of them. */
@Component
class ShownSessions {

    private static final Comparator<ListedSession> LONGEST_FIRST =
            Comparator.comparingLong(ListedSession::seconds)
                    .reversed()
                    .thenComparing(ListedSession::thread);

    private final ProtectCatalogue catalogue;
    private final SessionSettings settings;
    private final InstantSource clock;

    @Autowired
    ShownSessions(ProtectCatalogue catalogue, SessionSettings settings) {
        this(catalogue, settings, InstantSource.system());
    }

    ShownSessions(ProtectCatalogue catalogue, SessionSettings settings, InstantSource clock) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
    }

    /** Of what has just been read. What the grants do not cover is as if it were not there. */
    Listing.Listed of(ListReader.Rows read, SessionQuery query, Decision.Allowed allowed) {
        Instant observedAt = roundedUp(clock.instant());
        List<ListedSession> wanted =
                read.rows().stream()
                        .filter(it -> allowed.mayTouch(it.user(), it.db()))
                        .filter(query.filter()::fits)
                        .map(this::shown)
                        .filter(it -> query.filter().fits(it.sql()))
                        .sorted(LONGEST_FIRST)
                        .toList();
        return new Listing.Listed(
                observedAt,
                read.complete() && wanted.size() <= query.limit(),
                wanted.stream().limit(query.limit()).toList());
    }

    private ListedSession shown(ProcessRow row) {
        return new ListedSession(
                row.thread(),
                row.user(),
                row.host(),
                row.db(),
                row.command(),
                row.state(),
                row.seconds(),
                settings.sql().of(row.sql()),
                catalogue.ruleFor(row).orElse(null));
    }

    private static Instant roundedUp(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(time) ? whole : whole.plus(Duration.ofMillis(1));
    }
}
