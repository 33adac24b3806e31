package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials in a directory, re-read twice a second and when the vendor refuses those in use. A
 * set is taken over only when it is complete: read the same twice, and, since a writer changes one
 * file after the other, with every part different from the set in use, unless all files were
 * replaced at once. A set of which only a part has changed is taken over when it has stayed so for
 * a while. While no new set can be read, the last one stays in use.
 */
final class DirectoryCredentials implements CredentialSource {

    private static final Logger log = LoggerFactory.getLogger(DirectoryCredentials.class);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration UNTIL_A_PARTIAL_CHANGE_COUNTS = Duration.ofSeconds(3);

    /** A little longer than that, and no longer if the files change again and again. */
    private static final Duration PATIENCE_AFTER_A_REFUSAL =
            UNTIL_A_PARTIAL_CHANGE_COUNTS.plus(PERIOD);

    private static final Duration PERIOD_AFTER_A_REFUSAL = Duration.ofMillis(100);

    private final String setting;
    private final CredentialFiles files;
    private final Thread poller;
    private volatile HeldCredentials current;
    private Path place;
    private @Nullable Credentials partial;
    private long partialSince;
    private boolean complained;

    /**
     * @param setting the property that names the directory, for messages
     */
    DirectoryCredentials(String setting, CredentialFiles files) {
        this.setting = setting;
        this.files = files;
        try {
            this.place = place();
            this.current = held(files.read());
        } catch (IOException e) {
            throw new SettingException(setting, "cannot be read: " + describe(e));
        }
        this.poller = Thread.ofVirtual().name("credentials " + setting).start(this::pollForever);
    }

    @Override
    public Optional<HeldCredentials> current() {
        return Optional.of(current);
    }

    @Override
    public boolean refresh(Credentials refused) {
        Deadline end = Deadline.in(PATIENCE_AFTER_A_REFUSAL);
        try {
            while (isChanging() && isInUse(refused) && !end.passed()) {
                Thread.sleep(PERIOD_AFTER_A_REFUSAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isInUse(refused);
    }

    private boolean isInUse(Credentials credentials) {
        return current.credentials().equals(credentials);
    }

    /** Looks whether a part of the set has changed, of which the rest may follow. */
    private synchronized boolean isChanging() {
        poll();
        return partial != null;
    }

    @Override
    public void close() {
        poller.interrupt();
    }

    private void pollForever() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void poll() {
        try {
            Path from = place();
            Credentials found = files.read();
            if (isInUse(found)) {
                place = from;
                partial = null;
            } else if (found.equals(files.read()) && from.equals(place())) {
                consider(found, from);
            }
            complained = false;
        } catch (IOException | RuntimeException | Error e) {
            if (!complained) {
                log.warn(
                        "{} cannot be read: {}. The credentials read before stay in use.",
                        setting,
                        describe(e));
                complained = true;
            }
        }
    }

    private void consider(Credentials found, Path from) {
        if (!changedThroughout(found) && from.equals(place)) {
            if (!found.equals(partial)) {
                partial = found;
                partialSince = System.nanoTime();
            }
            long age = System.nanoTime() - partialSince;
            if (age < UNTIL_A_PARTIAL_CHANGE_COUNTS.toNanos()) {
                return;
            }
        }
        current = held(found);
        place = from;
        partial = null;
        log.info("{}: new credentials are in use.", setting);
    }

    private boolean changedThroughout(Credentials found) {
        Credentials used = current.credentials();
        return !found.secretId().equals(used.secretId())
                && !found.secretKey().equals(used.secretKey())
                && (found.token() == null
                        ? used.token() == null
                        : !found.token().equals(used.token()));
    }

    /** Where the files are: Kubernetes replaces all of a Secret's by turning one link round. */
    private Path place() throws IOException {
        Path mounted = files.directory().resolve("..data");
        try {
            return (Files.isSymbolicLink(mounted) ? mounted : files.directory()).toRealPath();
        } catch (NoSuchFileException e) {
            return files.directory(); // Then the files are missing too, and are named.
        }
    }

    private static HeldCredentials held(Credentials credentials) {
        return new HeldCredentials(credentials, InstantSource.system().instant(), null);
    }

    private static String describe(Throwable e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }
}
