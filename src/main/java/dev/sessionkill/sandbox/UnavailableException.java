package dev.sessionkill.sandbox;

/** The server behind the instances does not do what it was asked. */
final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
