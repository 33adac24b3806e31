package dev.sessionkill.dbbrain;

import dev.sessionkill.core.ThreadId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bodies of successful answers. The SDK lets an answer without any content pass as a
 * success, so nothing is taken for granted here.
 */
final class Answers {

    private final JsonMapper json = JsonMapper.shared();

    /** The answer is not what the vendor documents. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    /** Reads one kind of answer. */
    interface Reader<T> {
        T read(JsonNode response) throws Unreadable;
    }

    <T> Reply.Done<T> read(@Nullable String body, Reader<T> reader) throws Unreadable {
        JsonNode response = response(body);
        return new Reply.Done<>(reader.read(response), text(response, "RequestId"));
    }

    /**
     * What a Prepare brought. Its own {@code Threads} may be missing; if they name somebody else,
     * then so would the Commit.
     */
    static String sqlExecId(JsonNode response, Set<ThreadId> asked) throws Unreadable {
        if (response.has("Threads") && !asked.containsAll(threads(response))) {
            throw new Unreadable("Threads holds an id that nobody asked for");
        }
        return text(response, "SqlExecId");
    }

    /** The sessions of a Commit; the vendor writes an empty list as null, too. */
    static Set<ThreadId> threads(JsonNode response) throws Unreadable {
        JsonNode threads = field(response, "Threads");
        Set<ThreadId> ids = new LinkedHashSet<>();
        if (threads.isNull()) {
            return ids;
        }
        for (JsonNode thread : array(threads, "Threads")) {
            if (!thread.isIntegralNumber() || !thread.canConvertToLong()) {
                throw new Unreadable("Threads holds something that is no id");
            }
            ids.add(id(thread.longValue()));
        }
        return ids;
    }

    static List<ProcessRow> processList(JsonNode response) throws Unreadable {
        JsonNode list = field(response, "ProcessList");
        List<ProcessRow> rows = new ArrayList<>();
        if (list.isNull()) {
            return rows;
        }
        for (JsonNode row : array(list, "ProcessList")) {
            rows.add(
                    new ProcessRow(
                            id(number(row, "ID")),
                            orEmpty(optional(row, "User")),
                            orEmpty(optional(row, "Host")),
                            optional(row, "DB"),
                            orEmpty(optional(row, "Command")),
                            optional(row, "State"),
                            seconds(row),
                            optional(row, "Info")));
        }
        return rows;
    }

    private JsonNode response(@Nullable String body) throws Unreadable {
        try {
            JsonNode response = json.readTree(body == null ? "" : body).path("Response");
            if (!response.isObject()) {
                throw new Unreadable("there is no Response");
            }
            return response;
        } catch (JacksonException e) {
            throw new Unreadable("it is not JSON");
        }
    }

    private static JsonNode field(JsonNode of, String name) throws Unreadable {
        JsonNode field = of.path(name);
        if (field.isMissingNode()) {
            throw new Unreadable("there is no " + name);
        }
        return field;
    }

    private static JsonNode array(JsonNode node, String name) throws Unreadable {
        if (!node.isArray()) {
            throw new Unreadable(name + " is no list");
        }
        return node;
    }

    private static String text(JsonNode of, String name) throws Unreadable {
        String text = optional(of, name);
        if (text == null) {
            throw new Unreadable("there is no " + name);
        }
        return text;
    }

    /** A string with something in it, or null. */
    private static @Nullable String optional(JsonNode of, String name) {
        JsonNode field = of.path(name);
        return field.isString() && !field.stringValue().isEmpty() ? field.stringValue() : null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The vendor writes the numbers of a process list as strings. */
    private static long number(JsonNode of, String name) throws Unreadable {
        JsonNode field = of.path(name);
        try {
            return field.isIntegralNumber() && field.canConvertToLong()
                    ? field.longValue()
                    : Long.parseLong(field.isString() ? field.stringValue() : "");
        } catch (NumberFormatException e) {
            throw new Unreadable(name + " is no number");
        }
    }

    /**
     * MySQL has no time for a session that has not logged in yet, and strange ones when its clock
     * is set: such a session counts as just begun, so that nobody's expectation holds for it.
     */
    private static long seconds(JsonNode row) {
        try {
            return Math.max(0, number(row, "Time"));
        } catch (Unreadable e) {
            return 0;
        }
    }

    private static ThreadId id(long value) throws Unreadable {
        if (value <= 0) {
            throw new Unreadable("an id is not positive");
        }
        return new ThreadId(value);
    }
}
