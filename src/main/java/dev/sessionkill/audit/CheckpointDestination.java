package dev.sessionkill.audit;

import java.io.IOException;
import java.util.Optional;

/** Where checkpoints go besides the log and the database, out of reach of who owns that. */
interface CheckpointDestination {

    /** Returns when it is there for good. */
    void deliver(SignedNote note) throws IOException, InterruptedException;

    /**
     * The latest that went there, where that can be read back.
     *
     * @throws IOException when there is one and it cannot be read
     */
    Optional<SignedNote> newest() throws IOException;

    /** None is named. */
    final class Nowhere implements CheckpointDestination {
        @Override
        public void deliver(SignedNote note) {}

        @Override
        public Optional<SignedNote> newest() {
            return Optional.empty();
        }
    }
}
