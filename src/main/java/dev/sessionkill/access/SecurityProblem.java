package dev.sessionkill.access;

/** Why a request was turned away before it reached a controller. */
public sealed interface SecurityProblem {

    /** One sentence of ours for the caller; never an exception's text. */
    String detail();

    /** 401 {@code unauthenticated}: it is not known who calls. */
    record Unauthenticated(String detail) implements SecurityProblem {}

    /**
     * 404 {@code not-found}: it is known who calls, and what is closed to everybody is not there.
     */
    record NothingHere(String detail) implements SecurityProblem {}

    /** 400 {@code invalid-request}: the method, the path or a header is not one that is read. */
    record Unreadable(String detail) implements SecurityProblem {}

    /** 503 {@code issuer-unavailable}: the issuer's keys cannot be had; worth trying again. */
    record IssuerUnavailable(String detail) implements SecurityProblem {}
}
