package dev.sessionkill.access;

/** One grant: who may do what, where, and to whose sessions. */
record Grant(Rule rule, Scope scope) {}
