package dev.sessionkill.bench;

import dev.sessionkill.sandbox.Match;
import dev.sessionkill.system.Stalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A vendor, gateways over it with one database, and a load; all of it ends together. */
final class Stage implements AutoCloseable {

    private final Path directory;
    private final Stalls stalls = new Stalls();
    private final Vendor vendor = new Vendor();
    private final Load load = new Load();
    private final String url;
    private final List<Gateway> gateways = new ArrayList<>();

    private Stage(Path directory, String url) {
        this.directory = directory;
        this.url = url;
    }

    static Stage on(Database database) {
        Path directory = newDirectory();
        return new Stage(directory, database.url(directory));
    }

    static Stage on(String url) {
        return new Stage(newDirectory(), url);
    }

    /** One more replica. */
    Gateway gateway(String... settings) {
        return gatewayWith(List.of("-Xmx512m"), settings);
    }

    /** One more with that heap. */
    Gateway gatewayWith(List<String> heap, String... settings) {
        Gateway gateway = Gateway.start(vendor, url, directory, heap, settings);
        gateways.add(gateway);
        return gateway;
    }

    Vendor vendor() {
        return vendor;
    }

    /** The most arrivals in a sliding second, less what this process may have noted too late. */
    int worstSecond() {
        return vendor.arrivals(Match.KILL_ACTION).worstSecond(stalls.longest());
    }

    /** What this process may have noted too late, in milliseconds. */
    double lateMillis() {
        return stalls.longest() / 1e6;
    }

    Load load() {
        return load;
    }

    /** The machine compiles what is often run before anything counts. */
    void warm(URI gateway, int kills) throws InterruptedException {
        List<String> callers = vendor.callers("warm", 50);
        List<Kill> all = new ArrayList<>();
        for (int i = 1; i <= kills; i++) {
            all.add(new Kill(callers.get(i % 50), "cdb-warm" + i % 4, List.of((long) i)));
        }
        for (int i = 0; i < 4; i++) {
            vendor.populate("cdb-warm" + i, kills);
        }
        load.together(gateway, all);
    }

    /** What went before is forgotten and every slot of the budget is open. */
    void rest() throws InterruptedException {
        Thread.sleep(2_500);
        vendor.ledger().clear();
        stalls.clear();
    }

    @Override
    public void close() {
        load.close();
        stalls.close();
        gateways.forEach(Gateway::close);
        vendor.close();
    }

    /** Kept, with the logs, below the directory for temporary files. */
    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
