package dev.sessionkill.audit;

import dev.sessionkill.audit.VerifierKey.Seal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Verifies an export or a database, and prints a fact a line. */
final class OfflineVerification {

    private final VerifyOptions options;
    private final PrintStream out;
    private final List<Finding> found = new ArrayList<>();
    private final List<ChainEnd> anchors = new ArrayList<>();

    OfflineVerification(VerifyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** The exit code. */
    int run() throws IOException {
        Optional<VerifierKey> key = Optional.empty();
        if (options.key().isPresent()) {
            key = VerifierKey.read(options.key().get());
            if (key.isEmpty()) {
                out.println("fault: the file of --key holds no Ed25519 public key");
                return result(Optional.empty(), true);
            }
        }
        boolean garbled =
                options.checkpoints().isPresent() && !readNotes(options.checkpoints().get(), key);
        ChainVerifier verifier = verifier();
        out.println("head: " + verifier.end().seq() + " " + verifier.end().hash());
        out.println("confirmed by checkpoints: 1 to " + verifier.confirmed().seq());
        return result(Optional.of(verifier), garbled);
    }

    private ChainVerifier verifier() throws IOException {
        if (options.events().isPresent()) {
            Path file = options.events().get();
            out.println("events: " + file);
            try (EventFile events = EventFile.open(file)) {
                ChainVerifier verifier = new ChainVerifier(ChainEnd.GENESIS, anchors);
                verifier.verify(events).ifPresent(found::add);
                return verifier;
            }
        }
        String url = options.database().orElseThrow();
        out.println("database: " + (url.contains("?") ? url.substring(0, url.indexOf('?')) : url));
        SingleConnectionDataSource database = OfflineDatabase.open(url);
        try {
            ChainVerifier verifier = OfflineDatabase.verifier(database, anchors);
            OfflineDatabase.verify(database, verifier).ifPresent(found::add);
            return verifier;
        } finally {
            database.destroy();
        }
    }

    /** Takes in the checkpoints; false when they cannot be read. */
    private boolean readNotes(Path path, Optional<VerifierKey> key) throws IOException {
        Optional<List<SignedNote>> notes = CheckpointFiles.read(path);
        if (notes.isEmpty() || notes.get().isEmpty()) {
            out.println("fault: no checkpoint can be read, or one is cut off: " + path);
            return false;
        }
        int signed = 0;
        for (SignedNote note : notes.get()) {
            if (key.isPresent() && key.get().seal(note) != Seal.VALID) {
                found.add(new Finding(Fault.BAD_SIGNATURE, note.checkpoint().end().seq()));
            } else {
                anchors.add(note.checkpoint().end());
                signed += key.isPresent() ? 1 : 0;
            }
        }
        out.println(
                "checkpoints: %d, %s"
                        .formatted(
                                notes.get().size(),
                                key.isPresent()
                                        ? signed + " signed with the key"
                                        : "signatures not looked at: no --key"));
        return true;
    }

    private int result(Optional<ChainVerifier> verifier, boolean garbled) {
        boolean nothing = verifier.map(it -> it.end().seq() == 0).orElse(true);
        boolean incomplete =
                garbled
                        || (nothing && found.isEmpty())
                        || found.stream().anyMatch(it -> it.fault() == Fault.INCOMPLETE);
        boolean tampered = found.stream().anyMatch(it -> it.fault() != Fault.INCOMPLETE);
        out.println("result: " + (tampered ? "TAMPERED" : incomplete ? "INCOMPLETE" : "SOUND"));
        if (nothing && found.isEmpty()) {
            out.println("fault: no event could be looked at");
        }
        found.stream()
                .sorted(Comparator.comparingLong(Finding::seq))
                .forEach(
                        it -> {
                            out.println("fault: " + it.fault() + " at event " + it.seq());
                            out.println("what to do: " + it.fault().remedy());
                        });
        if (tampered) {
            return AuditCommand.TAMPERED;
        }
        return incomplete ? AuditCommand.INCOMPLETE : AuditCommand.SOUND;
    }
}
