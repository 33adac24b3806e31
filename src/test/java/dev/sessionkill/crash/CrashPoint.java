package dev.sessionkill.crash;

/**
 * Where a gateway is killed: before and after each of its writes and sends. This table is the only
 * place that names methods of the gateway, with {@link RemovedGuard}.
 */
enum CrashPoint {
    /** An order has come in. */
    KILL_RECORD_BEFORE("kill.KillRegister", "enter", When.ENTER, ""),
    /** It is on disk, and its caller does not know. */
    KILL_RECORD_AFTER("kill.KillRegister", "enter", When.EXIT, ""),
    PREPARE_RECORD_BEFORE("kill.KillStore", "advance", When.ENTER, "to=PREPARING"),
    PREPARE_RECORD_AFTER("kill.KillStore", "advance", When.EXIT, "to=PREPARING"),
    PREPARE_SEND_BEFORE("dbbrain.Transmission", "leave", When.EXIT, Call.PREPARE),
    PREPARE_SEND_AFTER("dbbrain.Transmission", "sent", When.EXIT, Call.PREPARE),
    PREPARE_ANSWER_BEFORE("kill.KillStore", "answered", When.ENTER, "PREPARE_ANSWERED"),
    PREPARE_ANSWER_AFTER("kill.KillStore", "answered", When.EXIT, "PREPARE_ANSWERED"),
    LIST_SEND_BEFORE("dbbrain.Transmission", "leave", When.EXIT, Call.LIST),
    LIST_SEND_AFTER("dbbrain.Transmission", "sent", When.EXIT, Call.LIST),
    LIST_ANSWER("dbbrain.SingleCall", "send", When.EXIT, Call.LIST),
    COMMIT_RECORD_BEFORE("kill.KillStore", "advanceAll", When.ENTER, "to=COMMITTING"),
    /** The event is written, its transaction is not committed. */
    COMMIT_RECORD_WITHIN("audit.JdbcAuditLog", "append", When.EXIT, "COMMIT_SENDING"),
    COMMIT_RECORD_AFTER("kill.KillStore", "advanceAll", When.EXIT, "to=COMMITTING"),
    /** The right to send was asked for the last time; not a byte has left. */
    COMMIT_SEND_BEFORE("dbbrain.Transmission", "leave", When.EXIT, Call.COMMIT),
    /** The last byte has left. */
    COMMIT_SEND_AFTER("dbbrain.Transmission", "sent", When.EXIT, Call.COMMIT),
    /** The answer's status has come in. */
    COMMIT_ANSWER("dbbrain.Transmission", "answered", When.ENTER, Call.COMMIT),
    COMMIT_ANSWER_BEFORE("kill.KillStore", "answered", When.ENTER, "COMMIT_ANSWERED"),
    COMMIT_ANSWER_AFTER("kill.KillStore", "answered", When.EXIT, "COMMIT_ANSWERED"),
    FINISH_BEFORE("kill.KillStore", "finish", When.ENTER, ""),
    FINISH_AFTER("kill.KillStore", "finish", When.EXIT, ""),
    EVENT_BEFORE("audit.JdbcAuditLog", "append", When.ENTER, ""),
    EVENT_AFTER("audit.JdbcAuditLog", "append", When.EXIT, ""),
    RENEW_BEFORE("kill.KillLeases", "renew", When.ENTER, ""),
    RENEW_AFTER("kill.KillLeases", "renew", When.EXIT, ""),
    WITHDRAW_BEFORE("kill.KillLeases", "withdraw", When.ENTER, ""),
    WITHDRAW_AFTER("kill.KillLeases", "withdraw", When.EXIT, ""),
    TAKE_OVER_BEFORE("kill.KillLeases", "takeOver", When.ENTER, ""),
    TAKE_OVER_AFTER("kill.KillLeases", "takeOver", When.EXIT, ""),
    /** What became of a Commit is about to be looked for, after a take-over. */
    RESOLVE_BEFORE("kill.PairRun", "resolve", When.ENTER, "");

    private static final String ROOT = "dev.sessionkill.";

    /** On the way in, or on the way out when the method returns normally. */
    enum When {
        ENTER,
        EXIT
    }

    /**
     * What a call to the vendor says, as far as points are told apart by it. It is what the method
     * {@link #METHOD} was handed on the same thread.
     */
    static final class Call {
        static final String CLASS = ROOT + "dbbrain.SingleCall";
        static final String METHOD = "send";
        static final String PREPARE = "\"Stage\":\"Prepare\"";
        static final String COMMIT = "\"Stage\":\"Commit\"";
        static final String LIST = "\"Limit\":";

        private Call() {}
    }

    private final String owner;
    private final String method;
    private final When when;
    private final String about;

    /**
     * A point in the gateway's code.
     *
     * @param owner the class, from the root package
     * @param method every method of that name
     * @param about a text that must occur in one of the arguments, or in the call under way
     */
    CrashPoint(String owner, String method, When when, String about) {
        this.owner = ROOT + owner;
        this.method = method;
        this.when = when;
        this.about = about;
    }

    String owner() {
        return owner;
    }

    String method() {
        return method;
    }

    When when() {
        return when;
    }

    String about() {
        return about;
    }

    /** Reached only by a gateway that finds kills which another one left. */
    boolean isInRecovery() {
        return this == TAKE_OVER_BEFORE || this == TAKE_OVER_AFTER || this == RESOLVE_BEFORE;
    }
}
