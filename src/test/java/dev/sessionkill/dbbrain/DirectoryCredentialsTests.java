package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DirectoryCredentialsTests {

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
    void readsTheFilesWithoutTheSpaceAroundTheirContents() throws IOException {
        files.write("\tid-1 \r\n", "key-1\n", "token-1\n\n");

        assertThat(keys(open())).isEqualTo(new Credentials("id-1", "key-1", "token-1"));
    }

    @Test
    void takesAnEmptyTokenForNone() throws IOException {
        files.write("token", "\n");

        assertThat(keys(open())).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-id", "secret-key"})
    void namesThePropertyAndTheFileThatIsMissing(String name) throws IOException {
        files.delete(name);
        assertComplaint("the file " + files.directory.resolve(name) + " is missing or empty");

        files.write(name, " \n");
        assertComplaint("the file " + files.directory.resolve(name) + " is missing or empty");
    }

    @Test
    void namesTheFileThatIsTooLongForAKey() throws IOException {
        files.write("secret-key", "key-1".repeat(4000));

        assertComplaint(
                "the file " + files.directory.resolve("secret-key") + " is too long for a key");
    }

    @ParameterizedTest
    @CsvSource({"secret-id, 'id\n1'", "secret-key, key 1", "token, 'tok\u0000en'"})
    void namesTheFileWithWhiteSpaceInside(String name, String content) throws IOException {
        files.write(name, content);

        assertComplaint(problemWith(name));
    }

    @Test
    void keepsTheLastGoodSetWhenOneWithWhiteSpaceFollows(CapturedOutput output) throws IOException {
        DirectoryCredentials credentials = open();

        files.write("id 2", "key-2", null);

        assertThat(credentials.refresh(SECOND)).isTrue();
        assertThat(keys(credentials)).isEqualTo(FIRST);
        assertThat(output)
                .containsOnlyOnce(
                        "the.setting cannot be read: "
                                + problemWith("secret-id")
                                + ". The credentials read before stay in use.");
    }

    private String problemWith(String name) {
        return "the file "
                + files.directory.resolve(name)
                + " has white space or unprintable characters in it";
    }

    @Test
    void showsNothingOfAFileThatIsNotText() throws IOException {
        Files.write(files.directory.resolve("secret-key"), new byte[] {'k', 'e', 'y', (byte) 0xff});

        assertComplaint("MalformedInputException");
    }

    @Test
    void takesOverANewSet() throws IOException {
        DirectoryCredentials credentials = open();
        files.write("id-2", "key-2", null);

        awaitCurrent(credentials, SECOND);
    }

    @Test
    void takesOverANewSetOfTemporaryCredentials() throws IOException {
        files.write("token", "token-1");
        DirectoryCredentials credentials = open();
        files.write("id-2", "key-2", "token-2");

        awaitCurrent(credentials, new Credentials("id-2", "key-2", "token-2"));
    }

    @Test
    void takesOverASetThatKubernetesMountsInPlaceOfAnother(@TempDir Path mount) throws IOException {
        files = new KeyFiles(mount);
        files.mount("id-1", "key-1", "token-1");
        DirectoryCredentials credentials = open();
        files.mount("id-2", "key-2", "token-2");

        awaitCurrent(credentials, new Credentials("id-2", "key-2", "token-2"));
    }

    @Test
    void looksWhenTheVendorRefusedTheCredentials() throws IOException {
        DirectoryCredentials credentials = open();
        assertThat(credentials.refresh(FIRST)).isFalse();

        files.write("secret-key", "key-2");

        assertThat(credentials.refresh(FIRST)).isTrue();
        assertThat(keys(credentials)).isEqualTo(new Credentials("id-1", "key-2", null));
        assertThat(credentials.refresh(FIRST)).isTrue();
    }

    /** What was written first would be signed with: a new id with the old key. */
    @Test
    void waitsForTheRestOfAHalfWrittenSetAlsoWhenTheVendorRefusedTheOldOne() throws Exception {
        DirectoryCredentials credentials = open();
        files.write("secret-id", "id-2");
        try (ExecutorService refused = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> answer = refused.submit(() -> credentials.refresh(FIRST));
            await().pollInterval(Duration.ofMillis(10))
                    .during(Duration.ofMillis(700))
                    .until(() -> keys(credentials).equals(FIRST));

            files.write("secret-key", "key-2");

            assertThat(answer.get(30, TimeUnit.SECONDS)).isTrue();
            assertThat(keys(credentials)).isEqualTo(SECOND);
        }
    }

    @Test
    void doesNotWaitWhenTheVendorRefusedASetThatIsNotInUseAnyMore() throws IOException {
        DirectoryCredentials credentials = open();
        files.write("secret-id", "id-2");

        assertTimeout(
                Duration.ofMillis(2_900), () -> assertThat(credentials.refresh(SECOND)).isTrue());
        assertThat(keys(credentials)).isEqualTo(FIRST);
    }

    @Test
    void takesAtOnceAPartialChangeThatKubernetesMounts(@TempDir Path mount) throws IOException {
        files = new KeyFiles(mount);
        files.mount("id-1", "key-1", "token-1");
        DirectoryCredentials credentials = open();
        files.mount("id-1", "key-1", "token-2");

        Credentials refused = new Credentials("id-1", "key-1", "token-1");
        assertTimeout(
                Duration.ofMillis(2_900), () -> assertThat(credentials.refresh(refused)).isTrue());
        assertThat(keys(credentials)).isEqualTo(new Credentials("id-1", "key-1", "token-2"));
    }

    private DirectoryCredentials open() {
        DirectoryCredentials credentials =
                new DirectoryCredentials("the.setting", new CredentialFiles(files.directory));
        opened.add(credentials);
        return credentials;
    }

    private void assertComplaint(String problem) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(this::open)
                .withMessage("the.setting: cannot be read: " + problem);
    }

    private static void awaitCurrent(DirectoryCredentials credentials, Credentials expected) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> keys(credentials).equals(expected));
    }

    private static Credentials keys(DirectoryCredentials credentials) {
        return credentials.current().orElseThrow().credentials();
    }
}
