package dev.sessionkill.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * Which calls are meant.
 *
 * @param action as in {@code X-TC-Action}; null means any
 * @param stage {@code Prepare} or {@code Commit}; null means any or none
 */
public record Match(@Nullable String action, @Nullable String stage) {

    /** The action that ends sessions, in two stages. */
    public static final String KILL_ACTION = "KillMySqlThreads";

    /** The action that shows sessions. */
    public static final String LIST_ACTION = "DescribeMySqlProcessList";

    public static final Match ANY = new Match(null, null);
    public static final Match PREPARE = new Match(KILL_ACTION, "Prepare");
    public static final Match COMMIT = new Match(KILL_ACTION, "Commit");
    public static final Match LIST = new Match(LIST_ACTION, null);

    boolean matches(String ofAction, @Nullable String ofStage) {
        return (action == null || action.equals(ofAction))
                && (stage == null || stage.equals(ofStage));
    }
}
