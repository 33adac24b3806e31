package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A directory of credentials as tests write it. */
final class KeyFiles {

    final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    KeyFiles write(String id, String key, @Nullable String token) throws IOException {
        write("secret-id", id);
        write("secret-key", key);
        if (token != null) {
            write("token", token);
        }
        return this;
    }

    void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    /** Puts the files in place all at once, as Kubernetes does: by turning one link round. */
    void mount(String id, String key, @Nullable String token) throws IOException {
        Path data = Files.createTempDirectory(directory, "..data_");
        new KeyFiles(data).write(id, key, token);
        Path link = directory.resolve("..new_data");
        Files.createSymbolicLink(link, data.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        for (String name : new String[] {"secret-id", "secret-key", "token"}) {
            Path file = directory.resolve(name);
            if (!Files.isSymbolicLink(file)) {
                Files.createSymbolicLink(file, Path.of("..data", name));
            }
        }
    }
}
