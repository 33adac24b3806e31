package dev.sessionkill.sandbox;

import dev.sessionkill.sandbox.Refusal.RefusedException;
import java.util.Set;

/** What both actions ask of their parameters. */
final class Checks {

    private Checks() {}

    /** The wording for unknown instances is the vendor's (dbbrain.md). */
    static String instance(Parameters parameters, Instances instances) throws RefusedException {
        String instance = parameters.required("InstanceId");
        if (!instances.names().contains(instance)) {
            throw invalid("InstanceId is invalid");
        }
        return instance;
    }

    static void product(Parameters parameters, Set<String> known) throws RefusedException {
        if (!known.contains(parameters.text("Product").orElse("mysql"))) {
            throw invalid("Product is invalid");
        }
    }

    static RefusedException invalid(String message) {
        return new Refusal("InvalidParameterValue", message).asException();
    }
}
