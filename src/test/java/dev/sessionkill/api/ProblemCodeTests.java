package dev.sessionkill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemCodeTests {

    @ParameterizedTest
    @EnumSource
    void isFoundUnderItsWireName(ProblemCode code) {
        assertThat(code.wireName()).matches("[a-z]+(-[a-z]+)*");
        assertThat(ProblemCode.named(code.wireName())).contains(code);
    }

    @Test
    void isNotFoundUnderAnyOtherName() {
        assertThat(ProblemCode.named("QUEUE_FULL")).isEmpty();
        assertThat(ProblemCode.named("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    400, INVALID_REQUEST
                    401, UNAUTHENTICATED
                    403, NOT_PERMITTED
                    404, NOT_FOUND
                    405, METHOD_NOT_ALLOWED
                    406, NOT_ACCEPTABLE
                    408, REQUEST_TIMEOUT
                    413, CONTENT_TOO_LARGE
                    415, UNSUPPORTED_MEDIA_TYPE
                    431, INVALID_REQUEST
                    500, INTERNAL_ERROR
                    501, INTERNAL_ERROR
                    503, INTERNAL_ERROR
                    """)
    void standsForAStatusOfTheFramework(int status, ProblemCode code) {
        assertThat(ProblemCode.of(status)).isEqualTo(code);
    }
}
