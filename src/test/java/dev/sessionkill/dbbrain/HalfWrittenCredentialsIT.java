package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of keys of which not everything has been written yet, for longer than one look takes. */
class HalfWrittenCredentialsIT {

    private static final Duration SOME_POLLS = Duration.ofMillis(1200);
    private static final Duration UNTIL_IT_MAY_COUNT = Duration.ofMillis(2500);
    private static final Credentials FIRST = new Credentials("id-1", "key-1", null);
    private static final Credentials SECOND = new Credentials("id-2", "key-2", null);

    private final List<DirectoryCredentials> opened = new ArrayList<>();
    private KeyFiles files = new KeyFiles(Path.of("."));

    @BeforeEach
    void writeTheFirst(@TempDir Path directory) throws IOException {
        files = new KeyFiles(directory).write("id-1", "key-1", null);
    }

    @AfterEach
    void stop() {
        opened.forEach(DirectoryCredentials::close);
    }

    @Test
    void waitsForTheRestOfASetThatIsHalfWritten() throws IOException {
        DirectoryCredentials credentials = open();
        long begin = System.nanoTime();
        files.write("secret-id", "id-2");
        staysForSomePolls(credentials, FIRST, begin);

        files.write("secret-key", "key-2");
        awaitCurrent(credentials, SECOND);
    }

    @Test
    void waitsForTheTokenOfASetThatIsHalfWritten() throws IOException {
        files.write("token", "token-1");
        DirectoryCredentials credentials = open();
        long begin = System.nanoTime();
        files.write("id-2", "key-2", "");
        staysForSomePolls(credentials, new Credentials("id-1", "key-1", "token-1"), begin);

        files.write("token", "token-2");
        awaitCurrent(credentials, new Credentials("id-2", "key-2", "token-2"));
    }

    @Test
    void keepsTheLastWhileAFileIsGone() throws IOException {
        DirectoryCredentials credentials = open();
        long begin = System.nanoTime();
        files.delete("secret-key");
        staysForSomePolls(credentials, FIRST, begin);

        files.write("id-2", "key-2", null);
        awaitCurrent(credentials, SECOND);
    }

    @Test
    void takesOverAPartialChangeThatLasts() throws IOException {
        DirectoryCredentials credentials = open();
        long start = System.nanoTime();
        files.write("secret-key", "key-2");

        awaitCurrent(credentials, new Credentials("id-1", "key-2", null));
        assertThat(since(start)).isGreaterThan(Duration.ofMillis(2900));
    }

    private DirectoryCredentials open() {
        DirectoryCredentials credentials =
                new DirectoryCredentials("the.setting", new CredentialFiles(files.directory));
        opened.add(credentials);
        return credentials;
    }

    private static void awaitCurrent(DirectoryCredentials credentials, Credentials expected) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> areCurrent(credentials, expected));
    }

    /**
     * Looks for longer than two polls take, and for less than a partial change needs to count.
     *
     * @param begin when the change began
     */
    private static void staysForSomePolls(
            DirectoryCredentials credentials, Credentials expected, long begin) {
        await().pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                since(begin).compareTo(SOME_POLLS) > 0
                                        || !areCurrent(credentials, expected));
        boolean stayed = areCurrent(credentials, expected);
        assumeTrue(
                stayed || since(begin).compareTo(UNTIL_IT_MAY_COUNT) < 0,
                "the machine stood still");
        assertThat(stayed).isTrue();
    }

    private static boolean areCurrent(DirectoryCredentials credentials, Credentials expected) {
        return credentials.current().orElseThrow().credentials().equals(expected);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
