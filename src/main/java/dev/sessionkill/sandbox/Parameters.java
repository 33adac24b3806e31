package dev.sessionkill.sandbox;

import dev.sessionkill.sandbox.Refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a call, read as strictly as the vendor does. */
final class Parameters {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final JsonNode json;

    private Parameters(JsonNode json) {
        this.json = json;
    }

    /** Reads a body of raw bytes (one character each); no object reads as a missing node. */
    static Parameters of(String body) {
        try {
            return new Parameters(JSON.readTree(body.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (JacksonException _) {
            return new Parameters(JSON.missingNode());
        }
    }

    void allowOnly(Set<String> names) throws RefusedException {
        if (!json.isObject()) {
            throw new Refusal("InvalidParameter", "The body is not a JSON object.").asException();
        }
        for (String name : json.propertyNames()) {
            if (!names.contains(name)) {
                throw new Refusal("UnknownParameter", name + " is not known.").asException();
            }
        }
    }

    String required(String name) throws RefusedException {
        return text(name).filter(it -> !it.isEmpty()).orElseThrow(() -> missing(name));
    }

    Optional<String> text(String name) throws RefusedException {
        JsonNode value = given(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrongType(name, "a string");
        }
        return Optional.of(value.stringValue());
    }

    OptionalLong integer(String name) throws RefusedException {
        JsonNode value = given(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(integer(name, value));
    }

    void optionalBoolean(String name) throws RefusedException {
        JsonNode value = given(name);
        if (value != null && !value.isBoolean()) {
            throw wrongType(name, "a boolean");
        }
    }

    List<Long> integers(String name) throws RefusedException {
        JsonNode value = given(name);
        if (value == null) {
            throw missing(name);
        }
        if (!value.isArray()) {
            throw wrongType(name, "a list");
        }
        List<Long> integers = new ArrayList<>();
        for (JsonNode element : value) {
            integers.add(integer(name, element));
        }
        return List.copyOf(integers);
    }

    /** For the ledger: the text as it was sent, if it was one. */
    @Nullable String sentText(String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    /** For the ledger: the integers that were sent, whatever else was. */
    List<Long> sentIntegers(String name) {
        List<Long> sent = new ArrayList<>();
        for (JsonNode element : json.path(name)) {
            if (isInt64(element)) {
                sent.add(element.longValue());
            }
        }
        return sent;
    }

    private @Nullable JsonNode given(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private static long integer(String name, JsonNode value) throws RefusedException {
        if (!isInt64(value)) {
            throw wrongType(name, "a 64-bit integer");
        }
        return value.longValue();
    }

    private static boolean isInt64(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static RefusedException missing(String name) {
        return new Refusal("MissingParameter", name + " is missing.").asException();
    }

    private static RefusedException wrongType(String name, String type) {
        return new Refusal("InvalidParameter", name + " is not " + type + ".").asException();
    }
}
