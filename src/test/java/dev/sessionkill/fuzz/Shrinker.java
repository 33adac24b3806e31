package dev.sessionkill.fuzz;

import java.io.IOException;
import java.util.List;

/** Leaves out of a request what its finding does not need. */
final class Shrinker {

    /** Sends it once more and says whether the rule is still broken. */
    interface Trial {

        boolean breaks(Rule rule, Sent sent) throws IOException;
    }

    private final Trial trial;

    Shrinker(Trial trial) {
        this.trial = trial;
    }

    /** The smallest that still breaks the rule, as far as leaving out headers and query goes. */
    Sent shrunk(Rule rule, Sent sent) throws IOException {
        Sent smallest = sent;
        for (int line = sent.message().lines().size() - 1; line > 0; line--) {
            Sent without = smallest.with(smallest.message().without(line));
            if (!isNeeded(smallest.message().lines().get(line)) && trial.breaks(rule, without)) {
                smallest = without;
            }
        }
        String target = smallest.message().target();
        List<String> parameters = List.of(target.replaceFirst("^[^?]*\\??", "").split("&", -1));
        for (String parameter : parameters) {
            String left =
                    smallest.message().target().replace(parameter, "").replaceAll("[?&]+$", "");
            Sent without = smallest.with(smallest.message().to(left));
            if (!parameter.isEmpty() && trial.breaks(rule, without)) {
                smallest = without;
            }
        }
        return smallest;
    }

    /** Without its length a body is another request. */
    private static boolean isNeeded(String line) {
        return line.matches("(?i)(content-length|transfer-encoding|connection):.*");
    }
}
