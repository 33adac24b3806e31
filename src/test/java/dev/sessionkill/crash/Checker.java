package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds against each other what clients were told, what the vendor got and what was recorded. It
 * knows the names of the record and of the API, and no code of the gateway.
 */
final class Checker {

    private Checker() {}

    /** All that must not be. */
    static List<Violation> check(Evidence evidence) {
        History record = new History(evidence);
        List<Violation> found = new ArrayList<>();
        chain(evidence, found);
        new CommitRules(record, found).check();
        new AcceptanceRules(record, found).check();
        new OutcomeRules(record, found).check();
        new EndRules(record, found).check();
        return List.copyOf(found);
    }

    private static void chain(Evidence evidence, List<Violation> found) {
        long expected = 1;
        for (Event event : evidence.events()) {
            if (event.seq() != expected) {
                found.add(
                        new Violation(
                                "GAP", "event " + event.seq() + " where " + expected + " is due"));
            }
            expected = event.seq() + 1;
        }
    }
}
