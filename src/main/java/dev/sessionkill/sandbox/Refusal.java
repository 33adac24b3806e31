package dev.sessionkill.sandbox;

/**
 * An error in the vendor's form.
 *
 * @param code such as {@code InvalidParameterValue}
 * @param message for people
 */
record Refusal(String code, String message) {

    RefusedException asException() {
        return new RefusedException(this);
    }

    /** Carries a refusal out of the reading of a request. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        private RefusedException(Refusal refusal) {
            super(refusal.code(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
