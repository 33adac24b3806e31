package dev.sessionkill.core;

/** What is asked of DBbrain; each is counted against a budget. */
public enum Stage {
    /** {@code KillMySqlThreads}, first stage: names the sessions, kills nothing. */
    PREPARE,
    /** {@code KillMySqlThreads}, second stage: kills. */
    COMMIT,
    /** {@code DescribeMySqlProcessList}. */
    LIST
}
