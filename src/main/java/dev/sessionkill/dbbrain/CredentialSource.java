package dev.sessionkill.dbbrain;

import java.time.InstantSource;
import java.util.Optional;

/** Where an account's credentials come from. */
interface CredentialSource extends AutoCloseable {

    /** The latest complete set that is valid; never blocks. */
    Optional<HeldCredentials> current();

    /**
     * Looks for newer ones at once, because the vendor refused these.
     *
     * @return whether {@link #current} now gives others
     */
    boolean refresh(Credentials refused);

    /** Whether they are issued for a time, so that they must be renewed. */
    default boolean expiring() {
        return false;
    }

    @Override
    void close();

    /** Credentials that stand in the configuration and never change. */
    static CredentialSource fixed(Credentials credentials) {
        HeldCredentials held =
                new HeldCredentials(credentials, InstantSource.system().instant(), null);
        return new CredentialSource() {
            @Override
            public Optional<HeldCredentials> current() {
                return Optional.of(held);
            }

            @Override
            public boolean refresh(Credentials refused) {
                return false;
            }

            @Override
            public void close() {}
        };
    }
}
