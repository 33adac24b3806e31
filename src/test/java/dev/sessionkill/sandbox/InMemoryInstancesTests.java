package dev.sessionkill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
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
    void seeAKilledDashboardComeBackAtOnceWithTheSameStatement() {
        SandboxSession before = lively.session("cdb-sandbox1", 1007).orElseThrow();
        advance(Duration.ofSeconds(61));
        long highest = Collections.max(lively.threads("cdb-sandbox1"));

        assertThat(lively.kill("cdb-sandbox1", 1007)).isTrue();
        SandboxSession after = dashboard();

        assertThat(lively.session("cdb-sandbox1", 1007)).isEmpty();
        assertThat(after.id()).isGreaterThan(highest);
        assertThat(after.host()).startsWith("10.0.4.70:").isNotEqualTo(before.host());
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("id", "host", "seconds")
                .isEqualTo(before);
        assertThat(after.seconds()).isZero();
        advance(Duration.ofSeconds(3));
        assertThat(dashboard()).isEqualTo(after.after(3));
    }

    @Test
    void giveNoIdTwiceWhoeverComesBack() {
        Set<Long> killed = new HashSet<>();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 7; i++) {
                long id = dashboard().id();
                assertThat(lively.kill("cdb-sandbox1", id)).isTrue();
                assertThat(killed.add(id)).isTrue();
            }
            assertThat(lively.sessions("cdb-sandbox1"))
                    .extracting(SandboxSession::id)
                    .doesNotContainAnyElementsOf(killed)
                    .doesNotHaveDuplicates();
            advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void giveWhoComesBackTheNextIdAfterAllThatWereInUse() {
        InMemoryInstances quiet =
                InMemoryInstances.empty(ticker::get)
                        .add("cdb-a", SandboxSession.idle(9, "app", "10.0.0.1:9", "shop", 1))
                        .addRespawning("cdb-a", looping(4, "10.0.0.2:65535"));
        quiet.end("cdb-a", 9);

        assertThat(quiet.kill("cdb-a", 4)).isTrue();
        assertThat(quiet.sessions("cdb-a")).containsExactly(looping(10, "10.0.0.2:1024"));
        assertThat(quiet.kill("cdb-a", 4)).isFalse();
        assertThat(quiet.kill("cdb-a", 10)).isTrue();
        assertThat(quiet.sessions("cdb-a")).containsExactly(looping(11, "10.0.0.2:1025"));
    }

    @Test
    void seeNobodyComeBackWhoEndedByHimself() {
        lively.end("cdb-sandbox1", 1007);

        assertThat(lively.sessions("cdb-sandbox1")).noneMatch(it -> it.host().contains(".70:"));
    }

    @Test
    void giveAnOldIdToAStrangerByARestart() {
        InMemoryInstances quiet =
                InMemoryInstances.empty(ticker::get)
                        .add(
                                "cdb-a",
                                SandboxSession.running(2, "report", "10.0.0.2:7", "shop", 9, "a"),
                                SandboxSession.running(3, "vip", "10.0.0.3:7", "shop", 9, "b"),
                                SandboxSession.running(4, "app", "10.0.0.4:7", "shop", 9, "c"))
                        .addRespawning("cdb-a", looping(7, "10.0.0.5:7"));
        quiet.kill("cdb-a", 4);
        quiet.restart("cdb-a");

        assertThat(quiet.sessions("cdb-a"))
                .containsExactly(
                        SandboxSession.idle(1, "report", "10.0.0.2:8", "shop", 0),
                        SandboxSession.idle(2, "vip", "10.0.0.3:8", "shop", 0),
                        looping(3, "10.0.0.5:8"));
        assertThat(quiet.kill("cdb-a", 3)).isTrue();
        assertThat(quiet.threads("cdb-a")).containsExactly(1L, 2L, 4L);
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

    private SandboxSession dashboard() {
        List<SandboxSession> found =
                lively.sessions("cdb-sandbox1").stream()
                        .filter(it -> it.host().startsWith("10.0.4.70:"))
                        .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static SandboxSession looping(long id, String host) {
        return SandboxSession.running(id, "report", host, "shop", 0, "select 1");
    }

    private void advance(Duration duration) {
        ticker.addAndGet(duration.toNanos());
    }
}
