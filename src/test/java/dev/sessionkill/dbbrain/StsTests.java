package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.Region;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said to STS on the wire, and what its answers come to. */
class StsTests {

    private static final RoleArn ROLE = new RoleArn("qcs::cam::uin/100000000001:roleName/killer");
    private static final Issuance ISSUED =
            new Issuance.Issued(new Credentials("id-1", "key-1", "token-1"), IssuerStandIn.EXPIRES);

    private final IssuerStandIn sts = new IssuerStandIn().assumes("1", IssuerStandIn.EXPIRES);
    private OkHttpClient http = IssuerHttp.client(IssuerHttp.PATIENCE);

    @AfterEach
    void stop() {
        sts.close();
    }

    @Test
    void exchangesTheTokenOfThePodUnsigned(@TempDir Path directory) throws IOException {
        Path token =
                Files.writeString(directory.resolve("token"), "eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n");

        assertThat(identity(token).issue()).isEqualTo(ISSUED);

        IssuerStandIn.Seen request = sts.seen.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/");
        assertThat(request.headers())
                .containsEntry("authorization", "SKIP")
                .containsEntry("x-tc-action", "AssumeRoleWithWebIdentity")
                .containsEntry("x-tc-version", "2018-08-13")
                .containsEntry("x-tc-region", "ap-guangzhou")
                .doesNotContainKey("x-tc-token");
        assertThat(request.headers().get("content-type")).startsWith("application/json");
        assertThat(body(request))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"ProviderId": "cls-provider", "RoleArn": "%s",
                                         "WebIdentityToken": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
                                         "RoleSessionName": "session-kill-gateway",
                                         "DurationSeconds": 7200}
                                        """
                                                .formatted(ROLE)));
    }

    @Test
    void readsTheTokenAnewEachTime(@TempDir Path directory) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "first");
        TkeIdentity identity = identity(token);
        identity.issue();
        Files.writeString(token, "second");
        identity.issue();
        Files.writeString(token, "");

        assertThat(identity.issue())
                .isEqualTo(new Issuance.Failed("the file " + token + " has no token"));
        assertThat(sts.seen)
                .extracting(it -> body(it).path("WebIdentityToken").asString())
                .containsExactly("first", "second");
    }

    @Test
    void assumesARoleWithOurOwnKeys() {
        Issuance issuance = role(sts.uri(), "an-agreed-id", "own-key").issue();

        assertThat(issuance).isEqualTo(ISSUED);
        assertThat(sts.seen.getFirst().headers())
                .containsEntry("x-tc-action", "AssumeRole")
                .containsEntry("x-tc-token", "own-token")
                .hasEntrySatisfying(
                        "authorization",
                        it -> assertThat(it).startsWith("TC3-HMAC-SHA256 Credential=own-id/"));
        assertThat(body(sts.seen.getFirst()))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"RoleArn": "%s", "RoleSessionName": "ops",
                                         "DurationSeconds": 3600, "ExternalId": "an-agreed-id"}
                                        """
                                                .formatted(ROLE)));
    }

    @Test
    void leavesOutAnExternalIdThatWasNotAgreed() {
        role(sts.uri(), null, "own-key").issue();

        assertThat(body(sts.seen.getFirst()).has("ExternalId")).isFalse();
    }

    /** The sandbox is no STS, but looks at the signature first, as the vendor does. */
    @ParameterizedTest
    @CsvSource({"own-key, true, NoSuchVersion", "other, false, AuthFailure.SignatureFailure"})
    void signsAsTheVendorChecks(String key, boolean holds, String code) {
        SandboxOptions options =
                SandboxOptions.defaults().withCredentials("own-id", "own-key", "own-token");
        try (SandboxServer server = SandboxServer.start(options)) {
            Issuance issuance = role(server.endpoint(), null, key).issue();

            assertThat(issuance).isEqualTo(new Issuance.Failed("the answer of STS: " + code));
            assertThat(server.ledger().calls()).extracting(Call::signatureHeld).containsOnly(holds);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    404 | not found                                                          | HTTP status 404
                    500 | {"Response": {"Error": {"Code": "InternalError", "Message": "x"}}} | HTTP status 500
                    200 | {"Response": {"Error": {"Code": "AuthFailure.X", "Message": "hunter1"}, "RequestId": "r"}} | AuthFailure.X
                    200 | {"Response": {"Error": {"Code": "hunter1 is wrong", "Message": "x"}, "RequestId": "r"}}    | no readable answer
                    200 | ''                                                                 | no readable answer
                    200 | {                                                                  | no readable answer
                    200 | null                                                               | no readable answer
                    200 | <html>hunter1</html>                                               | no readable answer
                    200 | {"Response": null}                                                 | no readable answer
                    200 | {"Response": {}}                                                   | no complete set
                    200 | {"Response": {"Credentials": null, "RequestId": "r"}}              | no complete set
                    200 | {"Response": {"Credentials": {"TmpSecretId": "id-1", "TmpSecretKey": "key-1"}, "ExpiredTime": 1795345200}} | no complete set
                    200 | {"Response": {"Credentials": {"TmpSecretId": "id-1", "TmpSecretKey": "key-1", "Token": "t"}}}              | no ExpiredTime
                    """)
    void takesNothingFrom(int status, String body, String why) {
        sts.says(status, body);

        assertFailed(why);
    }

    @Test
    void doesNotWaitForAServiceThatHangs() {
        http = IssuerStandIn.impatient();
        sts.hangs();

        assertFailed("no answer in time");
    }

    @Test
    void doesNotWaitForAServiceThatDrips() {
        http = IssuerStandIn.impatient();
        sts.drips();

        assertFailed("no answer in time");
    }

    @Test
    void takesABrokenConnectionForAFailure() {
        sts.breaks();

        assertFailed("no readable answer");
        assertThat(sts.requests()).isEqualTo(1);
    }

    private void assertFailed(String why) {
        assertThat(role(sts.uri(), null, "own-key").issue())
                .isInstanceOfSatisfying(
                        Issuance.Failed.class,
                        it ->
                                assertThat(it.why())
                                        .contains(why)
                                        .doesNotContain("hunter", "id-1", "key-1", "own-"));
    }

    private TkeIdentity identity(Path token) {
        return new TkeIdentity("cls-provider", ROLE, token, sts(sts.uri()));
    }

    private AssumedRole role(String endpoint, @Nullable String externalId, String key) {
        return new AssumedRole(
                ROLE,
                new AssumedRole.Session("ops", Duration.ofHours(1), externalId),
                CredentialSource.fixed(new Credentials("own-id", key, "own-token")),
                sts(endpoint));
    }

    private Sts sts(String endpoint) {
        return new Sts(Endpoint.secret("the.setting", endpoint), new Region("ap-guangzhou"), http);
    }

    private static JsonNode body(IssuerStandIn.Seen request) {
        return JsonMapper.shared().readTree(request.body());
    }
}
