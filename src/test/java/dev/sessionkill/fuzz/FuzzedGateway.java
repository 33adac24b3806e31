package dev.sessionkill.fuzz;

import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.system.TestGateway;
import java.util.List;
import java.util.stream.Stream;

/** A gateway with room for a campaign, and what none of its answers may hold. */
final class FuzzedGateway {

    private static final String SECRET = "fuzzed-secret-key";
    private static final String ID = "fuzzed-secret-id";

    private FuzzedGateway() {}

    /** Starts one, sends it the requests that the seed makes, and returns all that was found. */
    static List<Finding> fuzz(long seed, int count, String... settings) throws Exception {
        SandboxOptions options =
                SandboxOptions.defaults()
                        .withCredentials(ID, SECRET)
                        .withInstances(new EverySession());
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "--gateway.accounts.default.calls-per-second=1000",
                                        "--gateway.access.grants[0].urgent=true"),
                                Stream.of(settings))
                        .toArray(String[]::new);
        int only = Integer.getInteger("fuzz.only", -1);
        try (TestGateway gateway = TestGateway.start(options, all)) {
            Campaign campaign = new Campaign(gateway, seed, secrets());
            return only < 0 ? campaign.run(0, count) : campaign.run(only, 1);
        }
    }

    private static List<String> secrets() {
        return List.of(
                ID,
                SECRET,
                System.getProperty("java.io.tmpdir") + "/",
                System.getProperty("user.dir"),
                System.getProperty("java.home"));
    }
}
