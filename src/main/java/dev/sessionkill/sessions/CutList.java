package dev.sessionkill.sessions;

/**
 * Whether a process list can have been cut off. The vendor documents neither a maximum of Limit nor
 * a mark on a list that reached it, so a count that could be such a maximum is taken for one:
 * limits are round numbers, and none is lower than the default of 20 (dbbrain.md,
 * "DescribeMySqlProcessList"). Nor is a list of all sessions believed that is empty: a server that
 * answers has sessions of its own.
 */
final class CutList {

    private static final int LOWEST_LIMIT = 20;
    private static final int ROUND = 10;

    private CutList() {}

    static boolean isComplete(int rows, int limit) {
        return rows > 0 && (rows < LOWEST_LIMIT || (rows < limit && rows % ROUND != 0));
    }
}
