package dev.sessionkill.kill;

import dev.sessionkill.core.Stage;
import dev.sessionkill.dbbrain.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What ended a kill as FAILED.
 *
 * @param stage which call
 * @param code the vendor's error code, if it gave one
 * @param requestId the vendor's id of the request, if it gave one
 * @param retryable whether the same kill may succeed later
 */
public record KillFailure(
        Stage stage, @Nullable String code, @Nullable String requestId, boolean retryable) {

    static KillFailure of(Stage stage, Failure failure, boolean retryable) {
        return new KillFailure(stage, failure.code(), failure.requestId(), retryable);
    }
}
