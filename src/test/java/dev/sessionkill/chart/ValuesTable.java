package dev.sessionkill.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values as a table: each with its default and the comment above it. */
final class ValuesTable {

    private static final Pattern COMMENT = Pattern.compile("\\s*# -- (.+)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z-]+):.*");
    private static final int INDENT = 2;

    private final JsonNode values;
    private final List<String> path = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> undescribed = new ArrayList<>();
    private String described = "/";

    private ValuesTable(JsonNode values) {
        this.values = values;
    }

    static ValuesTable of(String yaml) {
        ValuesTable table = new ValuesTable(Yaml.read(yaml));
        String description = "";
        for (String line : yaml.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                description = comment.group(1);
            } else if (key.matches()) {
                table.add(key.group(1).length() / INDENT, key.group(2), description);
                description = "";
            }
        }
        return table;
    }

    /** Values without a comment, their own or that of a group. */
    List<String> undescribed() {
        return undescribed;
    }

    @Override
    public String toString() {
        return "| value | default | |\n|---|---|---|\n" + String.join("\n", rows) + "\n";
    }

    private void add(int depth, String key, String description) {
        while (path.size() > depth) {
            path.removeLast();
        }
        path.add(key);
        String pointer = "/" + String.join("/", path);
        JsonNode value = values.at(pointer);
        if (value.isMissingNode() || pointer.startsWith(described + "/")) {
            return;
        }
        if (!description.isEmpty()) {
            described = pointer;
            rows.add("| `%s` | `%s` | %s |".formatted(String.join(".", path), value, description));
        } else if (!value.isObject() || value.isEmpty()) {
            undescribed.add(String.join(".", path));
        }
    }
}
