package dev.sessionkill.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * Every problem that the gateway answers with, as RFC 9457 wants it: a type with a page of its own.
 */
enum ProblemCode {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            Retryable.NO,
            "The request is not valid",
            "Something in the request is missing, unknown or out of its range; errors names each"
                    + " field. Nothing was sent. Correct it and send it again."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            Retryable.NO,
            "The caller is not known",
            "The request has no valid bearer token. Get one from your company's issuer, for the"
                    + " gateway's audience, and send it as Authorization: Bearer."),
    NOT_PERMITTED(
            HttpStatus.FORBIDDEN,
            Retryable.NO,
            "No grant allows this",
            "You are known, and nothing that was granted to you or your groups covers this. The"
                    + " attempt stands in the record. Ask the gateway's operators for a grant."),
    UNKNOWN_ACCOUNT(
            HttpStatus.NOT_FOUND,
            Retryable.NO,
            "There is no such account",
            "The gateway has no cloud account of that name."),
    UNKNOWN_KILL(
            HttpStatus.NOT_FOUND,
            Retryable.NO,
            "There is no such kill",
            "No kill has that id, or it is another caller's."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND, Retryable.NO, "There is nothing here", "The path is not known."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            Retryable.NO,
            "The path does not know this method",
            "The header Allow of the answer names the methods that it knows."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            Retryable.NO,
            "There is no answer in that form",
            "The gateway answers in JSON; accept application/json."),
    KILL_INCOMPLETE(
            HttpStatus.CONFLICT,
            Retryable.NO,
            "Not every session was killed",
            "The kill has ended, and at least one session was not killed. Each session's outcome"
                    + " in kill says why. If its state is EXPIRED, nothing was committed before its"
                    + " deadline, and the same request may be sent again, under"
                    + " another Idempotency-Key if it had one."),
    KILL_BEGUN(
            HttpStatus.CONFLICT,
            Retryable.NO,
            "The kill has begun or ended",
            "Only a kill that waits for its turn can be called off. kill says how it stands."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            Retryable.NO,
            "The key was given to another request",
            "You sent this Idempotency-Key before, with another body. Nothing was sent. Use a new"
                    + " key for every request that means something else."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            Retryable.YES,
            "The request took too long to arrive",
            "Its body was not all there in time. Nothing was sent."),
    CONTENT_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            Retryable.NO,
            "The body is too large",
            "A request body has at most 64 KiB."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            Retryable.NO,
            "The body has the wrong form",
            "The gateway reads JSON in UTF-8; send Content-Type: application/json."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            Retryable.YES,
            "Your own share is used up",
            "You sent more requests a second, or have more kills waiting, than one caller may."
                    + " Nothing was sent. Wait as long as Retry-After says."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            Retryable.UNKNOWN,
            "The gateway has a fault",
            "The fault is in the gateway's log under the traceId. If you asked for a kill, look at"
                    + " the instance before you ask again."),
    UPSTREAM_FAILED(
            HttpStatus.BAD_GATEWAY,
            Retryable.NO,
            "The vendor refused or failed",
            "Nothing was killed, or no list could be read. upstream says at which stage, with the"
                    + " vendor's code and request id; retryable says whether the same request may"
                    + " succeed later."),
    AUDIT_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "The record cannot be written",
            "The gateway's database does not answer, and what is not on record is not done: no"
                    + " session was killed, and none is shown."),
    CREDENTIALS_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "The account has no valid credentials",
            "The gateway's own credentials for this cloud account have expired or were never"
                    + " issued, and it keeps asking for new ones. Nothing was sent. Wait as long as"
                    + " Retry-After says; if it lasts, tell the gateway's operators."),
    QUEUE_FULL(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "Too many kills are waiting",
            "Nothing was sent. Wait as long as Retry-After says."),
    DEADLINE_TOO_SHORT(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "Its turn would come too late",
            "So many kills are waiting that this one would expire before its turn. Nothing was"
                    + " sent. Wait as long as Retry-After says."),
    SHUTTING_DOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "The gateway is stopping",
            "Nothing was sent. Another replica or the next start takes the request."),
    ISSUER_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            Retryable.YES,
            "The token's issuer does not answer",
            "The keys of the token's issuer cannot be had, so the token can be neither accepted nor"
                    + " refused. Nothing was sent."),
    OUTCOME_UNKNOWN(
            HttpStatus.GATEWAY_TIMEOUT,
            Retryable.UNKNOWN,
            "It is not known what became of a session",
            "A Commit was sent and its effect could not be found out within the time for it. Look"
                    + " at the instance's process list before you ask again.");

    private final HttpStatus status;
    private final Retryable retryable;
    private final String title;
    private final String explanation;

    /** Whether the same request may succeed when it is sent again. */
    enum Retryable {
        YES,
        NO,
        UNKNOWN
    }

    ProblemCode(HttpStatus status, Retryable retryable, String title, String explanation) {
        this.status = status;
        this.retryable = retryable;
        this.title = title;
        this.explanation = explanation;
    }

    HttpStatus status() {
        return status;
    }

    Retryable retryable() {
        return retryable;
    }

    String title() {
        return title;
    }

    /** What it means and what to do, for its page. */
    String explanation() {
        return explanation;
    }

    /** As it stands in {@code code} and at the end of {@code type}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemCode> named(String wireName) {
        return Arrays.stream(values()).filter(it -> it.wireName().equals(wireName)).findFirst();
    }

    /** For failures that the framework notices and that have nothing but a status. */
    static ProblemCode of(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> NOT_PERMITTED;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> REQUEST_TIMEOUT;
            case 413 -> CONTENT_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 500 ? INTERNAL_ERROR : INVALID_REQUEST;
        };
    }
}
