package dev.sessionkill.dbbrain;

import org.jspecify.annotations.Nullable;

/**
 * Why a call was not done.
 *
 * @param code the vendor's error code, if it gave one
 * @param requestId the vendor's id of the request, if it gave one
 * @param detail what happened, in our words, for the log and the record; never the vendor's message
 *     (it may quote what we sent) and never an exception's
 */
public record Failure(@Nullable String code, @Nullable String requestId, String detail) {

    static Failure of(String detail) {
        return new Failure(null, null, detail);
    }

    /**
     * Whether the vendor may have meant what the call named: then a call that names less may
     * succeed.
     */
    public boolean mayBlameTheRequest() {
        return code != null && ErrorCodes.mayBlameTheRequest(code);
    }
}
