package dev.sessionkill.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose denials are written in full at present and whose are counted. Nothing here waits. */
final class DenialTally {

    private final Map<String, DeniedMinute> running = new HashMap<>();
    private final Deque<DeniedMinute> ended = new ArrayDeque<>();

    /** The minute in which this one is to be written in full; empty when it was counted. */
    synchronized Optional<DeniedMinute> enter(AuditEvent denied, Instant now) {
        DeniedMinute minute = running.get(denied.caller());
        if (minute == null || minute.isOver(now)) {
            end(minute);
            minute = new DeniedMinute(now, denied);
            running.put(denied.caller(), minute);
        }
        if (minute.takesInFull()) {
            return Optional.of(minute);
        }
        minute.count(denied, now);
        return Optional.empty();
    }

    synchronized void giveBack(DeniedMinute minute) {
        minute.givesBack();
    }

    /** Ends the minutes that are over. */
    synchronized void endThoseOver(Instant now) {
        for (Iterator<DeniedMinute> all = running.values().iterator(); all.hasNext(); ) {
            DeniedMinute minute = all.next();
            if (minute.isOver(now)) {
                end(minute);
                all.remove();
            }
        }
    }

    synchronized void endAll() {
        running.values().forEach(this::end);
        running.clear();
    }

    /** Takes so many that have ended; they are nobody's until they come {@link #back}. */
    synchronized List<DeniedMinute> take(int most) {
        List<DeniedMinute> taken = new ArrayList<>();
        while (taken.size() < most && !ended.isEmpty()) {
            taken.add(ended.removeFirst());
        }
        return taken;
    }

    synchronized void back(Collection<DeniedMinute> untold) {
        ended.addAll(untold);
    }

    /** How many callers are remembered. */
    synchronized int callers() {
        return running.size() + ended.size();
    }

    /** How many denials have been counted and not told of. */
    synchronized long untold() {
        return ended.stream().mapToLong(DeniedMinute::counted).sum();
    }

    private void end(@Nullable DeniedMinute minute) {
        if (minute != null && minute.hasCounted()) {
            ended.addLast(minute);
        }
    }
}
