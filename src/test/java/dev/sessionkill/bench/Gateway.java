package dev.sessionkill.bench;

import dev.sessionkill.SessionKillGateway;
import dev.sessionkill.system.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A gateway in a process of its own, small as in production. */
final class Gateway implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final String JAR = "bench.jar";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int management;

    private Gateway(Process process, int port, int management) {
        this.process = process;
        this.port = port;
        this.management = management;
    }

    /**
     * Starts one over that vendor and database, and returns when it is ready.
     *
     * @param heap flags of the JVM for its size
     */
    static Gateway start(
            Vendor vendor, String database, Path directory, List<String> heap, String... settings) {
        int port = FreePort.next();
        int management = FreePort.next();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(heap);
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(
                Arrays.stream(System.getProperty("bench.gateway-flags", "").split(" ", -1))
                        .filter(it -> !it.isEmpty())
                        .toList());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(program());
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + management);
        command.add("--spring.datasource.url=" + database);
        command.addAll(standing(vendor));
        command.addAll(List.of(settings));
        Path log = directory.resolve("gateway-" + port + ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            Gateway gateway = new Gateway(process, port, management);
            Awaitility.await("ready; see " + log)
                    .atMost(TO_START)
                    .failFast("it ended; see " + log, () -> !process.isAlive())
                    .until(gateway::isReady);
            return gateway;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packaged jar where Maven tells it, else the classes that were compiled. */
    private static List<String> program() {
        String jar = System.getProperty(JAR);
        return jar == null
                ? List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        SessionKillGateway.class.getName())
                : List.of("-jar", jar);
    }

    private static List<String> standing(Vendor vendor) {
        String account = "--gateway.accounts.default.";
        String issuer = "--gateway.access.issuers[0].";
        String grant = "--gateway.access.grants[0].";
        return Stream.of(
                        account + "endpoint=" + vendor.server().endpoint(),
                        account + "region=ap-guangzhou",
                        account + "credentials.secret-id=" + vendor.server().options().secretId(),
                        account + "credentials.secret-key=" + vendor.server().options().secretKey(),
                        issuer + "uri=" + vendor.server().issuer().issuer(),
                        issuer + "jwk-set-uri=" + vendor.server().issuer().jwkSetUri(),
                        grant + "callers=group:dba",
                        grant + "actions=LIST,KILL",
                        grant + "accounts=*",
                        grant + "instances=*",
                        grant + "users=*",
                        grant + "databases=*")
                .toList();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return process.pid();
    }

    /** The memory that it takes from the machine, in MiB. */
    double residentMiB() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid(), "status"))) {
            return lines.filter(it -> it.startsWith("VmRSS:"))
                            .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    /**
     * How long it has kept processors busy, in seconds; what others do on the machine is not in it.
     */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** The heap in use, rubbish included, in MiB. */
    double heapMiB() throws IOException, InterruptedException {
        return page("/actuator/prometheus")
                        .lines()
                        .filter(it -> it.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(it -> Double.parseDouble(it.substring(it.indexOf("} ") + 2)))
                        .sum()
                / (1024 * 1024);
    }

    private boolean isReady() {
        try {
            return page("/actuator/health/readiness").contains("UP");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String page(String path) throws IOException, InterruptedException {
        URI page = URI.create("http://127.0.0.1:" + management + path);
        return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }

    /** As a machine that dies ends it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends SIGTERM and returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
