package dev.sessionkill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.system.TestGateway.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** Equal requests with one Idempotency-Key, many at once, key after key, over HTTP. */
final class EqualRequests implements AutoCloseable {

    /** No session has such an id, so that a kill is over after its Prepare. */
    private static final long NOBODY = 4_000_000_000L;

    private final TestGateway gateway;

    EqualRequests(Dialect dialect, Path directory) throws Exception {
        gateway =
                TestGateway.start(
                        SandboxOptions.defaults().withInstances(InMemoryInstances.lively()),
                        "--spring.datasource.url="
                                + dialect.ifAvailable().newPatientDatabase(directory));
    }

    /** Asserts that each key has one kill, and that only the first of its requests began it. */
    void send(int parallel, int keys) throws Exception {
        for (int key = 1; key <= keys; key++) {
            String body =
                    """
                    {"instanceId": "cdb-sandbox1", "threads": [%d], "reason": "a test"}
                    """
                            .formatted(NOBODY + key);
            HttpRequest.Builder request =
                    gateway.request("/sessions/kill")
                            .header("Content-Type", "application/json")
                            .header("Prefer", "respond-async")
                            .header("Idempotency-Key", "key-" + key)
                            .POST(HttpRequest.BodyPublishers.ofString(body));
            Callable<Answer> call = () -> gateway.send(request.copy());

            List<Answer> answers =
                    new ArrayList<>(TestGateway.together(Collections.nCopies(parallel, call)));

            assertThat(answers).allMatch(it -> it.status() == 202 || it.status() == 200);
            assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
            assertThat(answers.stream().filter(EqualRequests::isReplayed)).hasSize(parallel - 1);
        }
        assertThat(count("select count(*) from kill")).isEqualTo(keys);
        assertThat(count("select count(*) from audit_event where kind = 'REQUESTED'"))
                .isEqualTo(keys);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from kill where state = 'FINISHED'") == keys);
        assertThat(count("select count(*) from audit_event where kind = 'FINISHED'"))
                .isEqualTo(keys);
    }

    private static boolean isReplayed(Answer answer) {
        return answer.raw().headers().firstValue("Idempotency-Replayed").orElse("").equals("true");
    }

    private int count(String sql) {
        return gateway.database().sql(sql).query(Integer.class).single();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
    }
}
