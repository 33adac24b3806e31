package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RequestLimitExceeded                            | Busy
                    RequestLimitExceeded.IPLimitExceeded            | Busy
                    RequestLimitExceeded.UinLimitExceeded           | Busy
                    RequestLimitExceeded.GlobalRegionUinLimitExceeded | Busy
                    AuthFailure                                     | Refused
                    AuthFailure.SignatureExpire                     | Refused
                    AuthFailure.SecretIdNotFound                    | Refused
                    AuthFailure.UnauthorizedOperation               | Refused
                    UnauthorizedOperation                           | Refused
                    UnauthorizedOperation.Cam                       | Refused
                    OperationDenied                                 | Refused
                    OperationDenied.UserHasNoStrategy               | Refused
                    InvalidParameter                                | Refused
                    InvalidParameter.InstanceId                     | Refused
                    InvalidParameterValue                           | Refused
                    InvalidParameterValue.Threads                   | Refused
                    MissingParameter                                | Refused
                    UnknownParameter                                | Refused
                    ResourceNotFound                                | Refused
                    ResourceNotFound.Instance                       | Refused
                    UnsupportedOperation                            | Refused
                    UnsupportedOperation.Product                    | Refused
                    LimitExceeded                                   | Refused
                    LimitExceeded.Quota                             | Refused
                    RegionError                                     | Refused
                    InternalError                                   | Unknown
                    InternalError.DBError                           | Unknown
                    FailedOperation                                 | Unknown
                    FailedOperation.X                               | Unknown
                    ServiceUnavailable                              | Unknown
                    ResourceUnavailable                             | Unknown
                    SomethingNobodyDocuments                        | Unknown
                    InvalidParameterButNew                          | Unknown
                    RequestLimitExceededSoon                        | Unknown
                    Internal.RequestLimitExceeded                   | Unknown
                    authfailure                                     | Unknown
                    .                                               | Unknown
                    """)
    void saysWhatACodeMeansForTheCall(String code, String meaning) {
        Failure failure = new Failure(code, "r-1", "the vendor said so");

        Reply<String> reply = ErrorCodes.reply(failure, code);

        Reply<String> expected =
                switch (meaning) {
                    case "Busy" -> new Reply.Busy<>(failure);
                    case "Refused" -> new Reply.Refused<>(failure);
                    default -> new Reply.Unknown<>(failure);
                };
        assertThat(reply).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    AuthFailure,                 true,  true
                    AuthFailure.SignatureExpire, true,  true
                    UnauthorizedOperation,       true,  false
                    UnauthorizedOperation.Cam,   true,  false
                    OperationDenied,             true,  false
                    ResourceNotFound,            false, false
                    LimitExceeded,               false, false
                    RequestLimitExceeded,        false, false
                    InternalError,               false, false
                    """)
    void blamesTheCredentialsOrTheKeyItself(String code, boolean credentials, boolean key) {
        assertThat(ErrorCodes.blamesCredentials(code)).isEqualTo(credentials);
        assertThat(ErrorCodes.blamesTheKey(code)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AuthFailure", "InvalidParameterValue.Threads", "X_1.2"})
    void takesACodeForACode(String text) {
        assertThat(ErrorCodes.isCode(text)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                ".",
                "1",
                "AuthFailure ",
                "AuthFailure\n",
                "AuthFailure.\r\nX",
                "AuthFailure: a-key",
                "\u0410uthFailure"
            })
    void takesNothingElseForACode(@Nullable String text) {
        assertThat(ErrorCodes.isCode(text)).isFalse();
    }

    @Test
    void takesNothingLongForACode() {
        assertThat(ErrorCodes.isCode("A".repeat(100))).isTrue();
        assertThat(ErrorCodes.isCode("A".repeat(101))).isFalse();
    }
}
