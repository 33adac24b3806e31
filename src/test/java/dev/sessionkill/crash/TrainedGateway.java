package dev.sessionkill.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The gateway of all campaigns, with a cache of its classes made by a first start. */
final class TrainedGateway {

    private static final WovenGateway GATEWAY = train();

    private TrainedGateway() {}

    static WovenGateway shared() {
        return GATEWAY;
    }

    private static WovenGateway train() {
        try {
            Path directory = Campaign.fresh("woven");
            WovenGateway plain = WovenGateway.make(directory, RemovedGuard.NONE);
            Path cache = directory.resolve("gateway.aot");
            try (Vendor vendor = new Vendor(1)) {
                List<String> settings = new ArrayList<>(vendor.settings(0));
                settings.add("--spring.datasource.url=jdbc:sqlite:" + directory + "/train.db");
                try (Replica first =
                        new Replica(
                                plain.with("-XX:AOTCacheOutput=" + cache),
                                directory.resolve("train"),
                                settings)) {
                    first.awaitReady();
                    first.stop();
                }
            }
            return plain.with("-XX:AOTCache=" + cache);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
