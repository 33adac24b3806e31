package dev.sessionkill.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What kind of DBbrain is wanted.
 *
 * @param latency how long every answer is held back
 * @param credentials accepted from the start
 * @param instances where the sessions live; null means two lively ones
 * @param rules how strict it is
 * @param clocks whose time counts
 */
public record SandboxOptions(
        Duration latency,
        Credentials credentials,
        @Nullable Instances instances,
        Rules rules,
        Clocks clocks) {

    /**
     * What a client signs with.
     *
     * @param token empty for a permanent key
     */
    public record Credentials(String secretId, String secretKey, String token) {

        @Override
        public String toString() {
            return "Credentials[secretId=" + secretId + "]";
        }
    }

    /**
     * How strict the vendor is, and how it reads its own rules.
     *
     * @param callsPerSecond the limit per action in any sliding second; 0 means none
     * @param maxRows the highest limit of a process list; more is cut off without a word
     * @param spentTicket how an old or used SqlExecId is answered
     */
    public record Rules(int callsPerSecond, int maxRows, SpentTicket spentTicket) {

        public Rules {
            if (callsPerSecond < 0 || maxRows < 1) {
                throw new IllegalArgumentException("limit and rows are not negative");
            }
        }
    }

    /**
     * What time it is.
     *
     * @param ticker nanoseconds: arrivals, the age of SqlExecIds and of made-up sessions
     * @param timeOfDay against which signatures are held
     */
    public record Clocks(LongSupplier ticker, InstantSource timeOfDay) {}

    public SandboxOptions {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency is not negative");
        }
    }

    /** At once, unlimited, lively, on the machine's clocks, with credentials of its own. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                Duration.ZERO,
                new Credentials("AKID" + random(), random(), ""),
                null,
                new Rules(0, 10_000, SpentTicket.EMPTY),
                new Clocks(System::nanoTime, InstantSource.system()));
    }

    public String secretId() {
        return credentials.secretId;
    }

    public String secretKey() {
        return credentials.secretKey;
    }

    public SandboxOptions withLatency(Duration newLatency) {
        return new SandboxOptions(newLatency, credentials, instances, rules, clocks);
    }

    public SandboxOptions withCredentials(String newId, String newKey) {
        return withCredentials(newId, newKey, "");
    }

    public SandboxOptions withCredentials(String newId, String newKey, String newToken) {
        Credentials changed = new Credentials(newId, newKey, newToken);
        return new SandboxOptions(latency, changed, instances, rules, clocks);
    }

    public SandboxOptions withInstances(Instances newInstances) {
        return new SandboxOptions(latency, credentials, newInstances, rules, clocks);
    }

    public SandboxOptions withRateLimit(int callsPerSecond) {
        return with(new Rules(callsPerSecond, rules.maxRows, rules.spentTicket));
    }

    public SandboxOptions withoutRateLimit() {
        return withRateLimit(0);
    }

    public SandboxOptions withMaxRows(int maxRows) {
        return with(new Rules(rules.callsPerSecond, maxRows, rules.spentTicket));
    }

    public SandboxOptions withSpentTicket(SpentTicket spentTicket) {
        return with(new Rules(rules.callsPerSecond, rules.maxRows, spentTicket));
    }

    public SandboxOptions withTicker(LongSupplier ticker) {
        return with(new Clocks(ticker, clocks.timeOfDay));
    }

    public SandboxOptions withClock(InstantSource timeOfDay) {
        return with(new Clocks(clocks.ticker, timeOfDay));
    }

    private SandboxOptions with(Rules changed) {
        return new SandboxOptions(latency, credentials, instances, changed, clocks);
    }

    private SandboxOptions with(Clocks changed) {
        return new SandboxOptions(latency, credentials, instances, rules, changed);
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
