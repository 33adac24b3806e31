package dev.sessionkill.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The packaged gateway with the tripwire woven in, unpacked as for an image and with a cache of its
 * loaded classes, because it is started hundreds of times.
 *
 * @param jar what is started
 * @param options of its JVM
 */
record WovenGateway(Path jar, List<String> options) {

    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    static final Path PACKAGED = Path.of("target", "session-kill-gateway.jar").toAbsolutePath();

    private static final String TRIPWIRE = Tripwire.class.getName().replace('.', '/') + ".class";

    /** Makes one in that directory. */
    static WovenGateway make(Path directory, RemovedGuard removed) {
        try {
            Files.createDirectories(directory);
            if (!Files.exists(PACKAGED)) {
                throw new IllegalStateException(PACKAGED + " is not there: package first");
            }
            run(
                    directory,
                    JAVA.toString(),
                    "-Djarmode=tools",
                    "-jar",
                    PACKAGED.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    directory.toString());
            Path jar = directory.resolve(PACKAGED.getFileName());
            Path plain = directory.resolve("plain.jar");
            Files.move(jar, plain);
            weave(plain, jar, new Weaver(removed));
            return new WovenGateway(
                    jar,
                    List.of(
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one more option of the JVM. */
    WovenGateway with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new WovenGateway(jar, more);
    }

    private static void weave(Path plain, Path woven, Weaver weaver) throws IOException {
        try (JarFile from = new JarFile(plain.toFile());
                JarOutputStream to =
                        new JarOutputStream(Files.newOutputStream(woven), from.getManifest())) {
            // Directories too: Flyway looks for its scripts by them.
            for (JarEntry entry : from.stream().toList()) {
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    continue;
                }
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                put(to, entry.getName(), woven(weaver, entry.getName(), bytes));
            }
            try (var tripwire = Tripwire.class.getResourceAsStream("/" + TRIPWIRE)) {
                if (tripwire == null) {
                    throw new IllegalStateException(TRIPWIRE + " is not on the class path");
                }
                put(to, TRIPWIRE, tripwire.readAllBytes());
            }
        }
        if (!weaver.unwoven().isEmpty()) {
            throw new IllegalStateException(
                    "these are not in the gateway any more: " + weaver.unwoven());
        }
    }

    private static byte[] woven(Weaver weaver, String entry, byte[] bytes) {
        return entry.endsWith(".class")
                ? weaver.weave(entry.substring(0, entry.length() - 6).replace('/', '.'), bytes)
                : bytes;
    }

    private static void put(JarOutputStream to, String name, byte[] bytes) throws IOException {
        to.putNextEntry(new JarEntry(name));
        to.write(bytes);
        to.closeEntry();
    }

    /** Runs a command to its end, which must be a good one. */
    static void run(Path directory, String... command) throws IOException {
        Path log = Files.createTempFile(directory, "command", ".log");
        Process process =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
