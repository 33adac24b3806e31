package dev.sessionkill.dbbrain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code secret-id}, {@code secret-key} and, for temporary credentials, {@code token} in
 * one directory, as a Kubernetes Secret mounts them.
 *
 * @param directory where they lie
 */
record CredentialFiles(Path directory) {

    private static final int LONGEST = 16 * 1024;

    /**
     * Reads the three files.
     *
     * @throws IOException when one is missing, empty, unreadable or no key; the message names the
     *     file
     */
    Credentials read() throws IOException {
        return new Credentials(required("secret-id"), required("secret-key"), optional("token"));
    }

    private String required(String name) throws IOException {
        String value = optional(name);
        if (value == null) {
            throw new IOException("the file " + directory.resolve(name) + " is missing or empty");
        }
        return value;
    }

    private @Nullable String optional(String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException("the file " + file + " is too long for a key");
            }
            String value = Files.readString(file, StandardCharsets.UTF_8).strip();
            if (!Credentials.isPrintable(value)) {
                throw new IOException(
                        "the file " + file + " has white space or unprintable characters in it");
            }
            return value.isEmpty() ? null : value;
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
