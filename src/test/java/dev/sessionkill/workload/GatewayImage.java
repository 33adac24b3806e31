package dev.sessionkill.workload;

import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The image of the Dockerfile and the jar, built once for all tests of this JVM. */
final class GatewayImage {

    private static final Logger log = LoggerFactory.getLogger(GatewayImage.class);

    /** The same as in {@code .dockerignore}. */
    private static final List<String> CONTEXT =
            List.of(
                    "Dockerfile",
                    "src/main/docker/Training.java",
                    "target/session-kill-gateway.jar");

    private GatewayImage() {}

    /** Built when first asked for. */
    private static final class Built {
        private static final String NAME = build();
    }

    /**
     * To be called while the test is constructed, before anything is opened.
     *
     * @throws TestAbortedException where no container engine answers
     */
    static String name() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            log.error(
                    "NO CONTAINER ENGINE answers: THE IMAGE IS NOT BUILT, ITS TESTS ARE SKIPPED.");
            throw new TestAbortedException("NO CONTAINER ENGINE");
        }
        return Built.NAME;
    }

    /** Without a network, which is what the Dockerfile promises. */
    private static String build() {
        long begin = System.nanoTime();
        ImageFromDockerfile image =
                new ImageFromDockerfile()
                        .withBuildImageCmdModifier(it -> it.withNetworkMode("none"));
        CONTEXT.forEach(it -> image.withFileFromPath(it, Path.of(it)));
        String name = image.get();
        log.info("The image is built in {} ms.", (System.nanoTime() - begin) / 1_000_000);
        return name;
    }
}
