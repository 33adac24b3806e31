package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.SampleTargets;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.dbbrain.ProcessRow;
import dev.sessionkill.dbbrain.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at sessions through lists that a test makes up. */
abstract class ListedSessions {

    static final Target TARGET = SampleTargets.of("cdb-test");
    static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

    final FakeLists lists = new FakeLists();
    volatile Instant now = MIDNIGHT;
    final LiveSessions live = new LiveSessions(lists, () -> now);

    Sighting look(long... threads) throws InterruptedException {
        return live.look(
                TARGET,
                Arrays.stream(threads).mapToObj(ThreadId::new).collect(Collectors.toSet()),
                Urgency.PROOF,
                Deadline.in(Duration.ofSeconds(20)));
    }

    static List<Long> present(Sighting sighting) {
        assertThat(sighting).isInstanceOf(Sighting.Seen.class);
        return ((Sighting.Seen) sighting)
                .present().keySet().stream().map(ThreadId::value).sorted().toList();
    }

    static List<ProcessRow> rows(long... ids) {
        return Arrays.stream(ids)
                .mapToObj(
                        it ->
                                new ProcessRow(
                                        new ThreadId(it),
                                        "app",
                                        "10.0.0.1:1",
                                        null,
                                        "Query",
                                        null,
                                        1,
                                        null))
                .toList();
    }
}
