package dev.sessionkill.audit;

import dev.sessionkill.audit.ChainReader.Now;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes checkpoints. Before it signs the chain's end it makes sure that what it signed last is part
 * of the same chain: a signature over a rewritten history would make it true.
 */
class Checkpoints {

    private static final Duration UNCHANGED = Duration.ofHours(1);

    private final ChainReader chain;
    private final CheckpointDestination destination;
    private final NoteSigner signer;

    Checkpoints(ChainReader chain, CheckpointDestination destination, NoteSigner signer) {
        this.chain = chain;
        this.destination = destination;
        this.signer = signer;
    }

    /** What became of an attempt. */
    sealed interface Outcome {

        /** A checkpoint was made and stands in the database. */
        record Made(SignedNote note) implements Outcome {}

        /** None is needed. */
        record NothingNew() implements Outcome {}

        /** None was made: the chain is not the one that was signed, or what was cannot be read. */
        record Refused(Finding finding) implements Outcome {}
    }

    /**
     * Makes a checkpoint if one is due.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    Outcome make() {
        Now now = chain.now(1);
        ChainEnd head = now.head().end();
        if (!isDue(now)) {
            return new Outcome.NothingNew();
        }
        Optional<Finding> broken = now.head().astray().or(() -> check(head, now.newest()));
        if (broken.isPresent()) {
            return new Outcome.Refused(broken.get());
        }
        SignedNote note =
                signer.sign(
                        new Checkpoint(
                                signer.origin(), head, Instant.ofEpochMilli(now.head().now())));
        chain.add(note);
        return new Outcome.Made(note);
    }

    private static boolean isDue(Now now) {
        ChainEnd head = now.head().end();
        if (now.newest().isEmpty()) {
            return head.seq() > 0;
        }
        Checkpoint last = now.newest().get().checkpoint();
        return !last.end().equals(head)
                || Duration.between(last.at(), Instant.ofEpochMilli(now.head().now()))
                                .compareTo(UNCHANGED)
                        >= 0;
    }

    /** What is wrong with the chain from what was signed last to this end. */
    private Optional<Finding> check(ChainEnd head, Optional<SignedNote> last) {
        List<SignedNote> signed = new ArrayList<>(last.stream().toList());
        try {
            destination.newest().ifPresent(signed::add);
        } catch (IOException e) {
            return Optional.of(new Finding(Fault.INCOMPLETE, head.seq()));
        }
        for (SignedNote note : signed) {
            if (signer.isForged(note)) {
                return Optional.of(new Finding(Fault.BAD_SIGNATURE, note.checkpoint().end().seq()));
            }
        }
        List<ChainEnd> anchors =
                new ArrayList<>(signed.stream().map(it -> it.checkpoint().end()).toList());
        ChainEnd start =
                anchors.stream()
                        .min(Comparator.comparingLong(ChainEnd::seq))
                        .orElse(ChainEnd.GENESIS);
        anchors.add(head);
        Optional<ChainEnd> actual = chain.at(start.seq());
        if (actual.isEmpty()) {
            return Optional.of(new Finding(Fault.CUT_TAIL, head.seq() + 1));
        }
        return new ChainVerifier(actual.get(), anchors)
                .verify(chain.events(start.seq(), head.seq()));
    }
}
