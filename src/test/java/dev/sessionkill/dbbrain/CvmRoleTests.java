package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CvmRoleTests {

    private static final String GOOD =
            IssuerStandIn.metadata("id-1", "key-1", "token-1", IssuerStandIn.EXPIRES);

    private final IssuerStandIn metadata = new IssuerStandIn();
    private CvmRole role = role(IssuerHttp.client(IssuerHttp.PATIENCE));

    private CvmRole role(OkHttpClient http) {
        return CvmRole.named("kill-gateway", HttpUrl.get(metadata.uri()), http);
    }

    @AfterEach
    void stop() {
        metadata.close();
    }

    @Test
    void asksForTheRoleByItsName() {
        metadata.hasRole("1", IssuerStandIn.EXPIRES);

        assertThat(role.issue())
                .isEqualTo(
                        new Issuance.Issued(
                                new Credentials("id-1", "key-1", "token-1"),
                                IssuerStandIn.EXPIRES));
        assertThat(metadata.seen.getFirst().method()).isEqualTo("GET");
        assertThat(metadata.seen.getFirst().path())
                .isEqualTo("/latest/meta-data/cam/security-credentials/kill-gateway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | not found            | HTTP status 404
                    500 | {"Code": "Success"}  | HTTP status 500
                    302 | elsewhere            | HTTP status 302
                    200 | ''                   | Code is not Success
                    200 | {                    | not JSON
                    200 | <html>hunter1</html> | not JSON
                    200 | null                 | Code is not Success
                    200 | []                   | Code is not Success
                    200 | {"Code": "Failed"}   | Code is not Success
                    200 | {"Code": null}       | Code is not Success
                    200 | {"Code": "Success"}  | no complete set
                    """)
    void takesNothingFrom(int status, String body, String why) {
        metadata.says(status, body);

        assertFailed(why);
    }

    static Stream<Arguments> halves() {
        return Stream.of(
                half("a null key", "no complete set", it -> it.replace("\"key-1\"", "null")),
                half("no token", "no complete set", it -> it.replace("\"Token\"", "\"Other\"")),
                half("an empty id", "no complete set", it -> it.replace("id-1", "")),
                half("a number", "no complete set", it -> it.replace("\"key-1\"", "7")),
                half("a header's end", "no complete set", it -> it.replace("key-1", "a\\r\\nb")),
                half("a letter", "no complete set", it -> it.replace("token-1", "t\\u00f6")),
                half("too long", "no complete set", it -> it.replace("key-1", "k".repeat(8193))),
                half("no time", "no ExpiredTime", it -> it.replace("ExpiredTime", "Expired")),
                half("a text", "no ExpiredTime", it -> it.replace(": 1795345200", ": \"soon\"")),
                half(
                        "milliseconds",
                        "no ExpiredTime",
                        it -> it.replace("1795345200", "1795345200000")),
                half(
                        "a huge time",
                        "no ExpiredTime",
                        it -> it.replace("1795345200", "9".repeat(40))),
                half("a failure", "Code is not", it -> it.replace("Success", "InternalError")));
    }

    private static Arguments half(String name, String why, UnaryOperator<String> change) {
        return Arguments.of(name, why, change.apply(GOOD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halves")
    void takesNothingOfASetThatIsNotWhole(String name, String why, String body) {
        assertThat(body).as(name).isNotEqualTo(GOOD);
        metadata.says(200, body);

        assertFailed(why);
    }

    @Test
    void doesNotWaitForAServiceThatHangs() {
        role = role(IssuerStandIn.impatient());
        metadata.hangs();

        assertFailed("no answer in time");
    }

    @Test
    void doesNotWaitForAServiceThatDrips() {
        role = role(IssuerStandIn.impatient());
        metadata.drips();

        assertFailed("no answer in time");
    }

    @Test
    void takesABrokenConnectionForAFailure() {
        metadata.breaks();

        assertFailed("no readable answer");
    }

    @Test
    void readsNoMoreThanAnAnswerMayHave() {
        metadata.says(200, GOOD + " ".repeat(64 * 1024));

        assertFailed("no readable answer: IOException");
    }

    @Test
    void takesNobodyAtTheAddressForAFailure() {
        metadata.close();

        assertFailed("no readable answer: ConnectException");
    }

    private void assertFailed(String why) {
        assertThat(role.issue())
                .isInstanceOfSatisfying(
                        Issuance.Failed.class,
                        it ->
                                assertThat(it.why())
                                        .contains(why)
                                        .doesNotContain("id-1", "key-1", "token-1", "hunter"));
    }
}
