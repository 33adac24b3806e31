package dev.sessionkill.throttle;

import java.time.Duration;

/**
 * How a budget stands.
 *
 * @param limit calls per second
 * @param usedInLastSecond calls sent in the last second, by all replicas
 * @param queued how many calls wait in this process
 * @param estimatedWait how long a call that comes now would wait, as far as one can tell
 */
public record Usage(int limit, int usedInLastSecond, int queued, Duration estimatedWait) {}
