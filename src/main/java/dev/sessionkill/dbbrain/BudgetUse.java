package dev.sessionkill.dbbrain;

import java.time.Duration;

/**
 * How far a budget is used.
 *
 * @param action the vendor's name of what it is for
 * @param limit calls a second
 * @param usedInLastSecond how many of them are taken now
 * @param queued how many calls wait
 * @param estimatedWait how long one that comes now would wait
 */
public record BudgetUse(
        String action, int limit, int usedInLastSecond, int queued, Duration estimatedWait) {}
