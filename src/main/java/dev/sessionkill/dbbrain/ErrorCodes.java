package dev.sessionkill.dbbrain;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor's error codes mean for a call: whether it was executed, and whether the same call
 * may succeed later. Codes are hierarchical, so a code stands for all that begin with it and a dot.
 * Source: the table of errors in dbbrain.md. A code that is not in the table says nothing about
 * execution, so it counts as unknown.
 */
final class ErrorCodes {

    private static final String BUSY = "RequestLimitExceeded";

    private static final Set<String> CREDENTIALS =
            Set.of("AuthFailure", "UnauthorizedOperation", "OperationDenied");

    private static final Set<String> REQUEST =
            Set.of(
                    "InvalidParameter",
                    "InvalidParameterValue",
                    "MissingParameter",
                    "UnknownParameter",
                    "ResourceNotFound",
                    "UnsupportedOperation",
                    "LimitExceeded",
                    "RegionError");

    /** What has nothing to do with the request that happened to meet it. */
    private static final Set<String> TROUBLE = Set.of(BUSY, "InternalError", "ServiceUnavailable");

    /** As the vendor writes them. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9._]{0,99}");

    private ErrorCodes() {}

    /** Whether that is a code. What else stands in its place is not shown: it may quote us. */
    static boolean isCode(@Nullable String text) {
        return text != null && CODE.matcher(text).matches();
    }

    static <T> Reply<T> reply(Failure failure, String code) {
        String family = family(code);
        if (countsTooMany(code)) {
            return new Reply.Busy<>(failure);
        }
        return REQUEST.contains(family) || CREDENTIALS.contains(family)
                ? new Reply.Refused<>(failure)
                : new Reply.Unknown<>(failure);
    }

    /** Whether the vendor has counted more calls in a second than it allows. */
    static boolean countsTooMany(String code) {
        return family(code).equals(BUSY);
    }

    /** Whether the vendor refused our credentials rather than the request. */
    static boolean blamesCredentials(String code) {
        return CREDENTIALS.contains(family(code));
    }

    /** Whether newer credentials may help: the others say what the account may not do at all. */
    static boolean blamesTheKey(String code) {
        return family(code).equals("AuthFailure");
    }

    /** Whether a request that names less may succeed. */
    static boolean mayBlameTheRequest(String code) {
        return !CREDENTIALS.contains(family(code)) && !TROUBLE.contains(family(code));
    }

    private static String family(String code) {
        int dot = code.indexOf('.');
        return dot < 0 ? code : code.substring(0, dot);
    }
}
