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
 * @param secretId accepted from the start
 * @param secretKey its key
 * @param token its token; empty for a permanent key
 * @param instances where the sessions live; null means two lively ones
 * @param callsPerSecond the limit per action in any sliding second; 0 means none
 * @param maxRows the highest limit of a process list; more is cut off without a word
 * @param spentTicket how an old or used SqlExecId is answered
 * @param ticker nanoseconds: arrivals, the age of SqlExecIds and of made-up sessions
 * @param clock the time of day, against which signatures are held
 */
public record SandboxOptions(
        Duration latency,
        String secretId,
        String secretKey,
        String token,
        @Nullable Instances instances,
        int callsPerSecond,
        int maxRows,
        SpentTicket spentTicket,
        LongSupplier ticker,
        InstantSource clock) {

    public SandboxOptions {
        if (latency.isNegative() || callsPerSecond < 0 || maxRows < 1) {
            throw new IllegalArgumentException("latency, limit and rows are not negative");
        }
    }

    /** At once, unlimited, lively, on the machine's clocks, with credentials of its own. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                Duration.ZERO,
                "AKID" + random(),
                random(),
                "",
                null,
                0,
                10_000,
                SpentTicket.EMPTY,
                System::nanoTime,
                InstantSource.system());
    }

    public SandboxOptions withLatency(Duration newLatency) {
        return new SandboxOptions(
                newLatency,
                secretId,
                secretKey,
                token,
                instances,
                callsPerSecond,
                maxRows,
                spentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withCredentials(String newId, String newKey) {
        return withCredentials(newId, newKey, "");
    }

    public SandboxOptions withCredentials(String newId, String newKey, String newToken) {
        return new SandboxOptions(
                latency,
                newId,
                newKey,
                newToken,
                instances,
                callsPerSecond,
                maxRows,
                spentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withInstances(Instances newInstances) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                newInstances,
                callsPerSecond,
                maxRows,
                spentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withRateLimit(int newCallsPerSecond) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                instances,
                newCallsPerSecond,
                maxRows,
                spentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withoutRateLimit() {
        return withRateLimit(0);
    }

    public SandboxOptions withMaxRows(int newMaxRows) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                instances,
                callsPerSecond,
                newMaxRows,
                spentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withSpentTicket(SpentTicket newSpentTicket) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                instances,
                callsPerSecond,
                maxRows,
                newSpentTicket,
                ticker,
                clock);
    }

    public SandboxOptions withTicker(LongSupplier newTicker) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                instances,
                callsPerSecond,
                maxRows,
                spentTicket,
                newTicker,
                clock);
    }

    public SandboxOptions withClock(InstantSource newClock) {
        return new SandboxOptions(
                latency,
                secretId,
                secretKey,
                token,
                instances,
                callsPerSecond,
                maxRows,
                spentTicket,
                ticker,
                newClock);
    }

    @Override
    public String toString() {
        return "SandboxOptions[secretId=" + secretId + "]";
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
