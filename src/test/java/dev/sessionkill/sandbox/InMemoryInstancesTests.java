package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InMemoryInstancesTests {

    private final AtomicLong ticker = new AtomicLong(-3_000_000_000L);
    private final InMemoryInstances lively = InMemoryInstances.lively(ticker::get);

    @Test
    void haveAShopAndAReportingDatabase() {
        assertThat(lively.names()).containsExactly("cdb-sandbox1", "cdb-sandbox2");
        assertThat(lively.threads("cdb-sandbox1")).hasSizeBetween(36, 44);
        assertThat(lively.threads("cdb-sandbox2")).hasSizeBetween(12, 18);
        assertThat(lively.sessions("cdb-other")).isEmpty();
    }

    @Test
    void runTheSameLongReportsOnEveryStart() {
        for (long id : List.of(1001L, 1002L, 1003L)) {
            assertThat(lively.session("cdb-sandbox1", id))
                    .hasValueSatisfying(it -> assertThat(it.user()).isEqualTo("report"))
                    .hasValueSatisfying(it -> assertThat(it.seconds()).isGreaterThan(600));
        }
        assertThat(lively.session("cdb-sandbox2", 2001)).isPresent();
    }

    @Test
    void growOlderByTheTicker() {
        long before = lively.session("cdb-sandbox1", 1001).orElseThrow().seconds();
        advance(Duration.ofMillis(7_999));

        assertThat(lively.session("cdb-sandbox1", 1001).orElseThrow().seconds())
                .isEqualTo(before + 7);
    }

    @Test
    void areVisitedByShortSessionsUnderEverNewIds() {
        Set<Long> seen = new HashSet<>();
        Set<Long> now = Set.of();
        for (int second = 0; second < 60; second++) {
            now = visitors();
            seen.addAll(now);
            advance(Duration.ofSeconds(1));
        }

        assertThat(seen).hasSizeGreaterThan(20).doesNotContain(1001L);
        assertThat(now).hasSizeLessThan(5);
        assertThat(lively.sessions("cdb-sandbox1").stream().filter(it -> it.id() >= 5000))
                .allSatisfy(it -> assertThat(it.seconds()).isLessThan(6));
    }

    @Test
    void loseAVisitorThatIsKilled() {
        long visitor = visitors().iterator().next();

        assertThat(lively.kill("cdb-sandbox1", visitor)).isTrue();
        assertThat(lively.threads("cdb-sandbox1")).doesNotContain(visitor);
        assertThat(lively.kill("cdb-sandbox1", visitor)).isFalse();
    }

    @Test
    void rollABigTransactionBackBeforeItIsGone() {
        assertThat(lively.kill("cdb-sandbox1", 1004)).isTrue();
        assertThat(lively.session("cdb-sandbox1", 1004).orElseThrow().command())
                .isEqualTo("Killed");
        advance(Inhabitants.ROLLBACK.minusNanos(1));
        assertThat(lively.kill("cdb-sandbox1", 1004)).isTrue();
        assertThat(lively.session("cdb-sandbox1", 1004)).isPresent();
        advance(Duration.ofNanos(1));
        assertThat(lively.session("cdb-sandbox1", 1004)).isEmpty();
    }

    @Test
    void keepTheServersOwnThreads() {
        assertThat(lively.kill("cdb-sandbox1", 7)).isFalse();
        assertThat(lively.session("cdb-sandbox1", 7)).isPresent();
    }

    @Test
    void giveAnIdToAnotherSession() {
        lively.replace("cdb-sandbox1", SandboxSession.idle(1001, "vip", "10.1.1.1:1", "shop", 0));

        assertThat(lively.session("cdb-sandbox1", 1001).orElseThrow().user()).isEqualTo("vip");
    }

    @Test
    void startIdsAnewAfterARestart() {
        int before = lively.threads("cdb-sandbox2").size();
        lively.restart("cdb-sandbox2");

        assertThat(lively.threads("cdb-sandbox2")).hasSize(before).allMatch(it -> it < 30);
        assertThat(lively.sessions("cdb-sandbox2"))
                .allSatisfy(it -> assertThat(it.seconds()).isZero());
    }

    private Set<Long> visitors() {
        Set<Long> ids = new HashSet<>(lively.threads("cdb-sandbox1"));
        ids.removeIf(it -> it < 5000);
        return ids;
    }

    private void advance(Duration duration) {
        ticker.addAndGet(duration.toNanos());
    }
}
