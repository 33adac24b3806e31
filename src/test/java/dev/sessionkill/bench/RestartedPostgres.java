package dev.sessionkill.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL that can be stopped and started on the same port with the same data. */
final class RestartedPostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;

    RestartedPostgres() throws IOException {
        data = Files.createTempDirectory("bench-postgres");
        server = builder().start();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    void restart() {
        int port = server.getPort();
        try {
            server.close();
            server = builder().setPort(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It would else delete the data when it stops. */
    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
