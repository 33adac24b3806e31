package dev.sessionkill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.bench.SlowClients.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands who take their time, and somebody who has none. In the profile {@code fuzz}. */
@Tag("fuzz")
class SlowClientsIT {

    private static final int SLOW = Integer.getInteger("fuzz.slow", 2_000);
    private static final int KILLS = 100;
    private static final Duration PACE = Duration.ofMillis(200);

    @Test
    void keepNobodyFromKilling() throws Exception {
        try (Stage stage = Stage.on(Database.SQLITE)) {
            Gateway gateway = stage.gateway();
            stage.warm(gateway.uri(), 600);
            stage.rest();
            String token = stage.vendor().callers("slow", 1).getFirst();

            measured(stage, gateway, "nobody");
            slow(stage, gateway, "idle connections", Manner.IDLE, "");
            slow(stage, gateway, "dripping heads", Manner.HEAD, token);
            slow(stage, gateway, "dripping bodies, no token", Manner.BODY, "");
            slow(stage, gateway, "dripping bodies, a good token", Manner.BODY, token);
        }
    }

    private static void slow(
            Stage stage, Gateway gateway, String title, Manner manner, String token)
            throws Exception {
        try (SlowClients slow = new SlowClients(gateway.uri(), SLOW, manner, token)) {
            Awaitility.await(title)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> slow.most() + slow.sentAway() >= SLOW);
            measured(stage, gateway, slow.most() + " " + title);
            System.out.println("Slow: sent away " + slow.sentAway() + " times in all");
        }
        stage.rest();
    }

    /** Every kill of somebody else ends as it should, meanwhile. */
    private static void measured(Stage stage, Gateway gateway, String title) throws Exception {
        List<Answer> answers = stage.load().schedule(gateway.uri(), kills(stage), PACE);
        Figures millis = Figures.of(answers, Answer::millis);
        System.out.printf(
                "Slow: | %s | %d | %.0f | %.0f | %.0f | %.0f, %.0f |%n",
                title,
                answers.size(),
                millis.percentile(50),
                millis.percentile(99),
                millis.max(),
                gateway.heapMiB(),
                gateway.residentMiB());
        assertThat(answers).as(title).extracting(Answer::summary).containsOnly("200 KILLED");
    }

    private static List<Kill> kills(Stage stage) {
        String token = stage.vendor().callers("oncall", 1).getFirst();
        List<Kill> kills = new ArrayList<>();
        IntStream.rangeClosed(1, KILLS)
                .forEach(
                        it -> {
                            String instance = "cdb-slow" + it;
                            stage.vendor().populate(instance, 1);
                            kills.add(new Kill(token, instance, List.of(1L)));
                        });
        return kills;
    }
}
