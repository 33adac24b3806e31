package dev.sessionkill.crash;

import dev.sessionkill.system.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One gateway as a process of its own, started again and again on the same ports. */
final class Replica implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final WovenGateway gateway;
    private final Path directory;
    private final List<String> settings;
    private final int port = FreePort.next();
    private final int management = FreePort.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    /** Starts one; it is not ready yet. */
    Replica(WovenGateway gateway, Path directory, List<String> settings) {
        this.gateway = gateway;
        this.directory = directory;
        this.settings = settings;
        try {
            Files.createDirectories(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The next time that the point is reached for the count-th time, the process gets a signal. */
    void arm(CrashPoint point, int count, String signal) {
        try {
            Files.deleteIfExists(reached());
            Path order = directory.resolve("order");
            Files.writeString(order, point + " " + count + " " + signal);
            Files.move(order, tripwire(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the point that was armed last has been reached. */
    boolean wasReached() {
        return Files.exists(reached());
    }

    /** Waits for the end of the process; false when it goes on. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill9() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void signal(String name) {
        try {
            WovenGateway.run(directory, "kill", "-" + name, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process was stopped by a signal; it goes on with CONT. */
    boolean isStopped() {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return status.substring(status.lastIndexOf(')')).startsWith(") T");
        } catch (IOException _) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void restart() {
        try {
            Files.deleteIfExists(tripwire());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launch();
    }

    /** Starts again with an order for the tripwire. */
    void restart(CrashPoint point) {
        arm(point, 1, "KILL");
        process = launch();
    }

    /** Waits until requests are taken; false when the process has ended instead. */
    boolean awaitReady() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (endsWithin(POLL)) {
                return false;
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not ready, see " + log());
            }
        }
        return true;
    }

    /** Ends it in order. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    Path log() {
        return directory.resolve("gateway.log");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:"
                                                                    + management
                                                                    + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        command.add(WovenGateway.JAVA.toString());
        command.addAll(gateway.options());
        command.add("-Djava.io.tmpdir=" + directory.resolve("tmp"));
        command.add("-D" + Tripwire.PROPERTY + "=" + tripwire());
        command.addAll(List.of("-jar", gateway.jar().toString()));
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + management);
        command.addAll(settings);
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path tripwire() {
        return directory.resolve("tripwire");
    }

    private Path reached() {
        return directory.resolve("tripwire" + Tripwire.REACHED);
    }
}
