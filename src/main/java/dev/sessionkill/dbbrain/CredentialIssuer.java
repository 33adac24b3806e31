package dev.sessionkill.dbbrain;

/** Somebody who hands out temporary credentials. */
interface CredentialIssuer extends AutoCloseable {

    /** Asks once; blocks, within {@link IssuerHttp#PATIENCE}. */
    Issuance issue();

    @Override
    default void close() {}
}
