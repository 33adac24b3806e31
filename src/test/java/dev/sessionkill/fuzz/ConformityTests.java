package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a schema says, as JSON Schema 2020-12 has it. */
class ConformityTests {

    private static final Conformity CONFORMITY =
            new Conformity(new ApiDocument(json("{'paths': {}, 'it': {'type': 'null'}}")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {'type': 'string'}                                | 'x'              | null
                    {'type': ['string', 'null'], 'enum': ['x', null]} | null             | 'y'
                    {'type': ['string', 'null'], 'enum': ['x']}       | 'x'              | null
                    {'type': 'integer', 'minimum': 1}                 | 1                | 0
                    {'type': 'integer', 'maximum': 9223372036854775807} | 9223372036854775807 | 9223372036854775808
                    {'type': 'integer'}                               | 1                | 1.5
                    {'type': 'integer', 'format': 'int32'}            | 2147483647       | 2147483648
                    {'type': 'string', 'minLength': 2}                | 'xy'             | 'x'
                    {'type': 'string', 'maxLength': 1}                | '\uD83D\uDE00'   | 'xy'
                    {'type': 'string', 'pattern': '^x$'}              | 'x'              | 'x\\n'
                    {'type': 'string', 'format': 'date-time'}         | '2026-11-22T09:00:00Z' | '2026-11-22'
                    {'type': 'string', 'format': 'uuid'}              | '0199a1b2-0000-7000-8000-000000000000' | '1-1-1-1-1'
                    {'type': 'string', 'format': 'uri-reference'}     | '/x'             | '/ x'
                    {'type': 'array', 'minItems': 1}                  | [1]              | []
                    {'type': 'array', 'maxItems': 1}                  | [1]              | [1, 2]
                    {'type': 'array', 'uniqueItems': true}            | [1, 2]           | [1, 1]
                    {'type': 'array', 'items': {'type': 'integer'}}   | [1]              | [null]
                    {'type': 'object', 'required': ['x'], 'properties': {'x': {'type': 'null'}}} | {'x': null} | {}
                    {'type': 'object', 'properties': {'x': {'type': 'string'}}}                  | {}   | {'x': null}
                    {'type': 'object', 'additionalProperties': false}                            | {}   | {'x': 1}
                    {'type': 'object', 'additionalProperties': {'type': 'integer'}}              | {'x': 1} | {'x': ''}
                    {'oneOf': [{'type': 'integer'}, {'type': 'null'}]}                           | 1    | ''
                    {'oneOf': [{'type': 'integer'}, {'type': 'integer', 'minimum': 2}]}          | 1    | 2
                    {'type': 'object', 'oneOf': [{'required': ['x']}], 'properties': {'x': {}, 'y': {}}} | {'x': 1, 'y': 1} | {'y': 1}
                    {'$ref': '#/it'}                                  | null             | 1
                    """)
    void tellsWhatFitsFromWhatDoesNot(String schema, String fits, String doesNot) {
        assertThat(CONFORMITY.faults(json(fits), json(schema))).isEmpty();
        assertThat(CONFORMITY.faults(json(doesNot), json(schema))).isNotEmpty();
    }

    @Test
    void refusesToJudgeByWhatItDoesNotKnow() {
        assertThatThrownBy(() -> CONFORMITY.faults(json("1"), json("{'multipleOf': 2}")))
                .hasMessageContaining("multipleOf");
    }

    @Test
    void takesFormatsForNotesWhereNothingElseIsSure() {
        JsonNode schema = json("{'type': 'string', 'format': 'date-time'}");

        assertThat(CONFORMITY.withoutFormats().faults(json("'now'"), schema)).isEmpty();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
