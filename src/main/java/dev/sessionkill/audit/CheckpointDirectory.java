package dev.sessionkill.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A directory that gets a file for each checkpoint. */
final class CheckpointDirectory implements CheckpointDestination {

    private final Path directory;

    CheckpointDirectory(Path directory) {
        this.directory = directory;
    }

    /** Nobody sees half a file, not even after the power fails. */
    @Override
    public void deliver(SignedNote note) throws IOException {
        Path part = Files.createTempFile(directory, ".checkpoint-", ".part");
        try {
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(note.whole());
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            }
            Path file = directory.resolve(CheckpointFiles.name(note.checkpoint()));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    @Override
    public Optional<SignedNote> newest() throws IOException {
        List<Path> files = CheckpointFiles.in(directory);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Path last = files.getLast();
        Optional<List<SignedNote>> notes = CheckpointFiles.read(last);
        if (notes.isEmpty() || notes.get().size() != 1) {
            throw new IOException(last + " holds no checkpoint");
        }
        return Optional.of(notes.get().getFirst());
    }
}
