package dev.sessionkill.sessions;

import dev.sessionkill.core.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a process list can have been cut off. The vendor documents neither a maximum of Limit nor
 * a mark on a list that reached it; no maximum is lower than the default of 20 (dbbrain.md,
 * "DescribeMySqlProcessList"). Nor is a list of all sessions believed that is empty: a server that
 * answers has sessions of its own.
 */
final class CutList {

    private static final int LOWEST_LIMIT = 20;
    private static final int ROUND = 10;

    /** The longest list that was ever shown of each instance: its maximum is not lower. */
    private final Map<Target, Integer> longest = new ConcurrentHashMap<>();

    /**
     * Whether a session that such a list of all does not show is certainly gone: the list is
     * shorter than any maximum can be, or than one that was shown before.
     */
    boolean provesAbsence(Target target, int rows, int limit) {
        int before = longest.merge(target, rows, Math::max);
        return rows > 0 && rows < limit && (rows < LOWEST_LIMIT || rows < before);
    }

    /**
     * Whether such a list looks as if it had not been cut off: what could be a maximum, a multiple
     * of ten or a power of two, is taken for one. Good enough to be shown, not to be acted upon.
     */
    static boolean seemsComplete(int rows, int limit) {
        return rows > 0
                && (rows < LOWEST_LIMIT
                        || (rows < limit && rows % ROUND != 0 && Integer.bitCount(rows) != 1));
    }
}
