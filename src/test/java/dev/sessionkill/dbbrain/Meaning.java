package dev.sessionkill.dbbrain;

/** The kinds of replies. */
enum Meaning {
    DONE,
    BUSY,
    REFUSED,
    UNKNOWN;

    static Meaning of(Reply<?> reply) {
        return switch (reply) {
            case Reply.Done<?> _ -> DONE;
            case Reply.Busy<?> _ -> BUSY;
            case Reply.Refused<?> _ -> REFUSED;
            case Reply.Unknown<?> _ -> UNKNOWN;
        };
    }
}
