package dev.sessionkill.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Bodies of {@code POST /sessions/kill}: a good one, and what it becomes with one change. */
final class KillJson {

    static final String GOOD = json(good());

    private KillJson() {}

    /** With this field set to that JSON, or added. */
    static String with(String field, String json) {
        Map<String, String> fields = good();
        fields.put(field, json);
        return json(fields);
    }

    static String without(String field) {
        Map<String, String> fields = good();
        fields.remove(field);
        return json(fields);
    }

    /** With the text as its reason, every UTF-16 unit escaped. */
    static String withReason(String text) {
        return with(
                "reason",
                text.chars()
                        .mapToObj("\\u%04x"::formatted)
                        .collect(Collectors.joining("", "\"", "\"")));
    }

    /** With the threads 1 to so many. */
    static String withThreads(int count) {
        return with(
                "threads",
                LongStream.rangeClosed(1, count)
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /** So many bytes long, by blanks at its end. */
    static String ofLength(int bytes) {
        return GOOD + String.join("", Collections.nCopies(bytes - GOOD.length(), " "));
    }

    private static Map<String, String> good() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("instanceId", "\"cdb-8jawylhf\"");
        fields.put("threads", "[1001]");
        fields.put("reason", "\"INC-4711 report query\"");
        return fields;
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(it -> "\"" + it.getKey() + "\":" + it.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
