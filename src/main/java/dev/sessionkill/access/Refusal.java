package dev.sessionkill.access;

/** Why a token is not believed. */
enum Refusal {
    MALFORMED("The bearer token is not a signed JWT."),
    OVERSIZED("The token is longer than 16 KiB."),
    ALGORITHM("The token's signature algorithm is not allowed."),
    TYPE("The token's type is neither JWT nor at+jwt."),
    EXTENSIONS("The token's header asks for extensions that are not understood."),
    UNKNOWN_ISSUER("The token's issuer is not known here."),
    UNKNOWN_KEY("The token is signed with a key that its issuer does not publish."),
    SIGNATURE("The token's signature is wrong."),
    NO_EXPIRY("The token does not say when it expires."),
    EXPIRED("The token has expired."),
    NOT_YET_VALID("The token is not valid yet."),
    AUDIENCE("The token is not meant for this gateway."),
    BOUND("The token is bound to a key of its holder; only plain bearer tokens are taken."),
    CALLER("The token does not name its caller as this gateway expects."),
    GROUPS("The token does not list its caller's groups as this gateway expects.");

    private final String detail;

    Refusal(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
