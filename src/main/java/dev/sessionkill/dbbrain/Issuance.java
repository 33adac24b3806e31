package dev.sessionkill.dbbrain;

import java.time.Instant;

/** What came of asking for temporary credentials. */
sealed interface Issuance {

    /**
     * Here they are.
     *
     * @param credentials a complete set
     * @param expires on the issuer's clock
     */
    record Issued(Credentials credentials, Instant expires) implements Issuance {}

    /**
     * There are none.
     *
     * @param why in our words, for the log; holds no secret and nothing of what was answered but an
     *     error code
     */
    record Failed(String why) implements Issuance {}
}
