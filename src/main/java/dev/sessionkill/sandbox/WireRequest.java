package dev.sessionkill.sandbox;

import java.util.Map;
import java.util.Optional;

/**
 * One request as it came over the wire.
 *
 * @param method as sent
 * @param path the target without its query
 * @param headers by lower-case name
 * @param body the raw bytes, one character each (ISO 8859-1)
 * @param firstByteAt ticker when the first byte of the head had been read
 * @param completeAt ticker when the last byte of the body had been read
 * @param connection number of the connection, from 1
 * @param ordinal number of the request on its connection, from 1
 */
record WireRequest(
        String method,
        String path,
        Map<String, String> headers,
        String body,
        long firstByteAt,
        long completeAt,
        int connection,
        int ordinal) {

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    boolean lastOfItsConnection() {
        return header("connection").filter(it -> it.equalsIgnoreCase("close")).isPresent();
    }
}
