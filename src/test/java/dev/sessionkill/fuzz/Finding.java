package dev.sessionkill.fuzz;

/** Something that must not be. */
record Finding(Rule rule, String why) {}
