package dev.sessionkill.dbbrain;

/** Where an account's credentials come from. */
interface CredentialSource extends AutoCloseable {

    /** The latest complete set; never blocks. */
    Credentials current();

    /**
     * Looks for newer ones at once, because the vendor refused these.
     *
     * @return whether {@link #current} now gives others
     */
    boolean refresh(Credentials refused);

    @Override
    void close();

    /** Credentials that stand in the configuration and never change. */
    static CredentialSource fixed(Credentials credentials) {
        return new CredentialSource() {
            @Override
            public Credentials current() {
                return credentials;
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
