package dev.sessionkill.fuzz;

/** Words that stand nowhere else, by which input is recognised where it comes out. */
final class Canary {

    /** Stands in headers, tokens included: no answer repeats one of them. */
    static final String HEADER = "cnryhdr";

    /**
     * Stands in values of a body or query: a problem's own words repeat none of them. It is no
     * valid name, since those are repeated.
     */
    static final String VALUE = "cnry!val";

    private Canary() {}
}
