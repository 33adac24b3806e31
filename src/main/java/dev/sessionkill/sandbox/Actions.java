package dev.sessionkill.sandbox;

import dev.sessionkill.sandbox.Refusal.RefusedException;

/** The actions of DBbrain that the sandbox knows. */
final class Actions {

    private static final String VERSION = "2021-05-27";

    private final KillAction kill;
    private final ListAction list;

    Actions(KillAction kill, ListAction list) {
        this.kill = kill;
        this.list = list;
    }

    Outcome perform(WireRequest request, Parameters parameters) {
        try {
            if (!request.header("x-tc-version").orElse("").equals(VERSION)) {
                throw new Refusal("NoSuchVersion", "The version is " + VERSION + ".").asException();
            }
            if (request.header("x-tc-region").orElse("").isEmpty()) {
                throw new Refusal("MissingParameter", "X-TC-Region is missing.").asException();
            }
            return switch (request.header("x-tc-action").orElse("")) {
                case Match.KILL_ACTION -> kill.perform(parameters, request.completeAt());
                case Match.LIST_ACTION -> list.perform(parameters);
                default -> throw new Refusal("InvalidAction", "No such action.").asException();
            };
        } catch (RefusedException e) {
            return new Outcome.Refused(e.refusal());
        } catch (UnavailableException _) {
            return new Outcome.Refused(
                    new Refusal("FailedOperation", "The database does not answer."));
        }
    }
}
