package dev.sessionkill.api;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path, e.g. {@code threads[2]}; empty for the body or the request as a whole
 * @param message what it must be
 */
record FieldFault(String field, String message) {}
