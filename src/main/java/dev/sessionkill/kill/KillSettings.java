package dev.sessionkill.kill;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Settings of kills, {@code gateway.kill}.
 *
 * @param defaultWait how long a request waits for its kill when it does not say
 * @param maxWait the longest that a request may ask to wait
 * @param deadline a kill not committed by then expires
 * @param queueLimit how many kills may be under way at once
 * @param queueLimitPerCaller how many of one caller
 * @param verifyFor how long to look for the end of a session after its Commit
 * @param requireIdentity whether each session must be named with its user and host
 * @param protectedSessions sessions that nobody may kill, beside those of the built-in catalogue
 */
@ConfigurationProperties(prefix = "gateway.kill", ignoreUnknownFields = false)
public record KillSettings(
        @Name("wait") @DefaultValue("15s") Duration defaultWait,
        @DefaultValue("60s") Duration maxWait,
        @DefaultValue("60s") Duration deadline,
        @DefaultValue("2000") int queueLimit,
        @DefaultValue("500") int queueLimitPerCaller,
        @DefaultValue("30s") Duration verifyFor,
        @DefaultValue("false") boolean requireIdentity,
        @Name("protected") @DefaultValue List<ProtectSettings> protectedSessions) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public KillSettings {
        Map.of("max-wait", maxWait, "deadline", deadline, "verify-for", verifyFor)
                .forEach(
                        (name, it) ->
                                Setting.check(
                                        it.compareTo(LONGEST) <= 0, name, "must be a day at most"));
        Setting.check(
                defaultWait.isZero() || defaultWait.toMillis() >= 100,
                "wait",
                "must be 0s or 100ms or more; a number alone is milliseconds");
        Setting.check(
                maxWait.compareTo(defaultWait) >= 0, "max-wait", "must not be shorter than wait");
        Setting.check(deadline.toMillis() >= 100, "deadline", "must be 100ms or more");
        Setting.check(queueLimit >= 1, "queue-limit", "must be 1 or more");
        Setting.check(queueLimitPerCaller >= 1, "queue-limit-per-caller", "must be 1 or more");
        Setting.check(verifyFor.toMillis() >= 100, "verify-for", "must be 100ms or more");
    }
}
