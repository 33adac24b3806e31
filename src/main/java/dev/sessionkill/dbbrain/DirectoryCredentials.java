package dev.sessionkill.dbbrain;

import dev.sessionkill.core.SettingException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials in a directory, re-read twice a second. A set is taken over only when it is complete:
 * read the same twice, and, since a writer changes one file after the other, with every part
 * different from the set in use. A set of which only a part has changed is taken over when it has
 * stayed so for a while. While no new set can be read, the last one stays in use.
 */
final class DirectoryCredentials implements CredentialSource {

    private static final Logger log = LoggerFactory.getLogger(DirectoryCredentials.class);
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration UNTIL_A_PARTIAL_CHANGE_COUNTS = Duration.ofSeconds(3);

    private final String setting;
    private final CredentialFiles files;
    private final Thread poller;
    private volatile HeldCredentials current;
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
        poll(true);
        return !current.credentials().equals(refused);
    }

    @Override
    public void close() {
        poller.interrupt();
    }

    private void pollForever() {
        try {
            while (true) {
                Thread.sleep(PERIOD);
                poll(false);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void poll(boolean refused) {
        try {
            Credentials found = files.read();
            if (found.equals(current.credentials())) {
                partial = null;
            } else if (found.equals(files.read())) {
                consider(found, refused);
            }
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                log.warn(
                        "{} cannot be read: {}. The credentials read before stay in use.",
                        setting,
                        describe(e));
                complained = true;
            }
        }
    }

    private void consider(Credentials found, boolean refused) {
        if (!changedThroughout(found) && !refused) {
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

    private static HeldCredentials held(Credentials credentials) {
        return new HeldCredentials(credentials, InstantSource.system().instant(), null);
    }

    private static String describe(IOException e) {
        return e.getClass() == IOException.class
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }
}
