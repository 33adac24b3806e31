package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys change all the time; each is good until the one after its successor is in place. */
@Tag("alone")
class CredentialRotationIT {

    private static final Duration LONGEST_LOAD = Duration.ofSeconds(60);
    private static final int GENERATIONS = 10;
    private static final Duration LIFE = Duration.ofMillis(300);
    private static final int CALLERS = 8;

    /** Puts a set of keys in place. */
    private interface Writer {
        void put(String id, String key, String token) throws IOException;
    }

    private final AtomicInteger generation = new AtomicInteger();

    @Test
    void failsNoCallWhileKubernetesRotatesTheKeys(@TempDir Path directory) throws Exception {
        assertNoCallFails(directory, new KeyFiles(directory)::mount);
    }

    @Test
    void failsNoCallWhileTheFilesAreWrittenOneAfterTheOther(@TempDir Path directory)
            throws Exception {
        assertNoCallFails(directory, new KeyFiles(directory)::write);
    }

    private void assertNoCallFails(Path directory, Writer writer) throws Exception {
        SandboxOptions options =
                SandboxOptions.defaults()
                        .withCredentials("id-0", "key-0", "token-0")
                        .withInstances(InMemoryInstances.empty().add(TestAccount.INSTANCE));
        writer.put("id-0", "key-0", "token-0");
        try (SandboxServer server = SandboxServer.start(options);
                TestAccount account =
                        new TestAccount(
                                "endpoint=" + server.endpoint(),
                                "credentials.directory=" + directory);
                ScheduledExecutorService rotation = Executors.newScheduledThreadPool(1);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> rotating =
                    rotation.scheduleWithFixedDelay(
                            () -> rotate(server, writer),
                            0,
                            LIFE.toMillis(),
                            TimeUnit.MILLISECONDS);
            List<Reply<?>> replies = load(account, callers);
            rotating.cancel(false);

            assertThat(generation.get()).isGreaterThanOrEqualTo(GENERATIONS);
            assertThat(replies).hasSizeGreaterThan(100);
            assertThat(replies).allMatch(it -> it instanceof Reply.Done<?>);
            assertThat(server.ledger().calls()).anyMatch(it -> !it.signatureHeld());
        }
    }

    private void rotate(SandboxServer server, Writer writer) {
        int next = generation.incrementAndGet();
        try {
            server.accept("id-" + next, "key-" + next, "token-" + next);
            writer.put("id-" + next, "key-" + next, "token-" + next);
            server.revoke("id-" + (next - 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Reply<?>> load(TestAccount account, ExecutorService callers) throws Exception {
        Deadline end = Deadline.in(LONGEST_LOAD);
        List<Future<List<Reply<?>>>> working = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            working.add(callers.submit(caller(account, end)));
        }
        List<Reply<?>> replies = new ArrayList<>();
        for (Future<List<Reply<?>>> caller : working) {
            replies.addAll(caller.get());
        }
        return replies;
    }

    private Callable<List<Reply<?>>> caller(TestAccount account, Deadline end) {
        return () -> {
            List<Reply<?>> replies = new ArrayList<>();
            while (generation.get() < GENERATIONS && !end.passed()) {
                replies.add(account.list(ProcessQuery.all(10)));
            }
            return replies;
        };
    }
}
