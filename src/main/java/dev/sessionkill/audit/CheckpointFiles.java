package dev.sessionkill.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checkpoints in files: how they are called, so that their names sort as they were made. */
final class CheckpointFiles {

    private static final Pattern NAME = Pattern.compile("checkpoint-[0-9]{19}-[0-9]{13}\\.note");

    private CheckpointFiles() {}

    static String name(Checkpoint checkpoint) {
        return String.format(
                Locale.ROOT,
                "checkpoint-%019d-%013d.note",
                checkpoint.end().seq(),
                checkpoint.at().toEpochMilli());
    }

    /** The notes of one file, or of all checkpoints in a directory; empty when one is garbled. */
    static Optional<List<SignedNote>> read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return SignedNote.readAll(Files.readString(path, StandardCharsets.UTF_8));
        }
        List<SignedNote> notes = new ArrayList<>();
        for (Path file : in(path)) {
            Optional<List<SignedNote>> read =
                    SignedNote.readAll(Files.readString(file, StandardCharsets.UTF_8));
            if (read.isEmpty() || read.get().isEmpty()) {
                return Optional.empty();
            }
            notes.addAll(read.get());
        }
        return Optional.of(notes);
    }

    /** The files of a directory, oldest first; other files may lie there too. */
    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(it -> NAME.matcher(it.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
