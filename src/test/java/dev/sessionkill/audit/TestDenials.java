package dev.sessionkill.audit;

import dev.sessionkill.storage.Transactions;

/** Records denials for the tests of other packages. */
public final class TestDenials {

    private TestDenials() {}

    public static Denials over(Transactions transactions, AuditLog log) {
        return new Denials(new LoneEvents(transactions, log));
    }
}
