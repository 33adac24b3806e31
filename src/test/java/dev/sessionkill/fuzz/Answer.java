package dev.sessionkill.fuzz;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back.
 *
 * @param status 0 when nothing did
 * @param head the status line and the headers
 * @param body without its transfer coding
 */
record Answer(int status, String head, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of that header, in lower case; empty when it is not there. */
    String header(String name) {
        return head.lines()
                .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(it -> it.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Whether there is such a header, however its name is written. */
    boolean has(String name) {
        String begin = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines().anyMatch(it -> it.toLowerCase(Locale.ROOT).startsWith(begin));
    }

    /** Without its parameters. */
    String mediaType() {
        return header("content-type").replaceFirst(";.*$", "");
    }

    /** The body, when it is JSON. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
