package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the record is written and verified, and whether anything escapes: figures for
 * docs/measurements.md. Runs with {@code ./mvnw verify -Pmeasure}.
 */
@Tag("measurement")
class AuditMeasurementIT {

    private static final int MILLION = 1_000_000;

    @TempDir private Path directory;

    @Test
    void findsThousandsOfRandomTamperings() {
        long seed = System.nanoTime();
        System.out.printf("AuditMeasurementIT: tamperings from seed %d%n", seed);
        List<RecordedEvent> chain = TestChain.of(600);
        List<ChainEnd> anchors =
                IntStream.of(49, 50, 211, 400, 595)
                        .mapToObj(it -> ChainEnd.of(chain.get(it)))
                        .toList();

        assertThat(
                        LongStream.iterate(seed, it -> it + 1)
                                .mapToObj(it -> new Tampering(it, chain, anchors))
                                .filter(Tampering::changes)
                                .limit(5_000)
                                .filter(it -> it.found().isEmpty()))
                .isEmpty();
    }

    /** In a process of its own, as an auditor runs it: tests run without the best compiler. */
    @Test
    void verifiesAMillionCleanEventsWithoutAnAlarm() throws Exception {
        Path events = directory.resolve("events.ndjson");
        Path checkpoints = Files.createDirectory(directory.resolve("checkpoints"));
        write(events, new CheckpointDirectory(checkpoints));
        System.out.printf(
                "AuditMeasurementIT: bytes per event: %d%n", Files.size(events) / MILLION);
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path", "")),
                                "dev.sessionkill.SessionKillGateway",
                                "audit",
                                "verify",
                                "--events",
                                events.toString(),
                                "--checkpoints",
                                checkpoints.toString())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        report("offline, events a second with the start", MILLION, start);

        assertThat(printed).contains("head: 1000000 ", "result: SOUND").doesNotContain("fault");
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void appendsToSqlite() {
        try (TestRecord record = new TestRecord(directory)) {
            record.grow(500);
            long start = System.nanoTime();
            record.grow(3_000);
            report("appends a second to SQLite, each on disk", 3_000, start);

            assertThat(
                            new ChainVerifier(ChainEnd.GENESIS, List.of(record.head()))
                                    .verify(record.reader.events(0, Long.MAX_VALUE)))
                    .isEmpty();
        }
    }

    private static void write(Path file, CheckpointDirectory checkpoints) throws Exception {
        ChainEnd end = ChainEnd.GENESIS;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 1; i <= MILLION; i++) {
                RecordedEvent event =
                        TestChain.sealed(
                                TestChain.blank(i, "{\"complete\":true,\"rows\":" + i + "}"),
                                i,
                                end.hash());
                out.write(EventLine.of(event));
                out.newLine();
                end = ChainEnd.of(event);
                if (i % 10_000 == 0) {
                    checkpoints.deliver(TestNotes.note(end));
                }
            }
        }
    }

    private static void report(String what, int events, long start) {
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        System.out.printf("AuditMeasurementIT: %s: %.0f%n", what, events / seconds);
    }
}
