package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.throttle.Permit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each of the layers that keep a request from being sent twice, by itself. */
class HttpTransportTests {

    private static final Request REQUEST =
            new Request.Builder()
                    .url("http://127.0.0.1:1/")
                    .post(RequestBody.create(new byte[] {1, 2}))
                    .build();

    private final SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
    private final TestAccount account = TestAccount.of(server);
    private final OkHttpClient client = HttpTransport.client(Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        client.connectionPool().evictAll();
        account.close();
        server.close();
    }

    @Test
    void neitherRepeatsNorFollowsByItself() {
        assertThat(client.retryOnConnectionFailure()).isFalse();
        assertThat(client.followRedirects()).isFalse();
        assertThat(client.followSslRedirects()).isFalse();
    }

    @Test
    void boundsTheCallAsAWhole() {
        assertThat(client.callTimeoutMillis()).isEqualTo(5000);
        assertThat(client.connectTimeoutMillis()).isEqualTo(2000);
        assertThat(HttpTransport.client(Duration.ofMillis(300)).connectTimeoutMillis())
                .isEqualTo(300);
    }

    @Test
    void makesEveryBodyOneShot() throws Exception {
        AtomicReference<Request> sent = new AtomicReference<>();
        OkHttpClient spied =
                client.newBuilder()
                        .addInterceptor(
                                chain -> {
                                    sent.set(chain.request());
                                    throw new IOException("seen enough");
                                })
                        .build();
        try (Permit permit = permit()) {
            Transmission transmission = new Transmission(permit, TestAccount.soon(), () -> true);

            assertThatIOException()
                    .isThrownBy(
                            () ->
                                    transmission.carry(
                                            () -> spied.newCall(REQUEST).execute().message()))
                    .withMessage("seen enough");
        }
        assertThat(sent.get().body())
                .satisfies(it -> assertThat(it.isOneShot()).isTrue())
                .satisfies(it -> assertThat(it.contentLength()).isEqualTo(2));
    }

    @Test
    void letsARequestLeaveOnce() throws Exception {
        try (Permit permit = permit()) {
            Transmission transmission = new Transmission(permit, TestAccount.soon(), () -> true);
            assertThat(transmission.onTheWire()).isFalse();
            transmission.leave();

            assertThatIOException()
                    .isThrownBy(transmission::leave)
                    .withMessage("this request has been on the wire before");
            assertThat(transmission.onTheWire()).isTrue();
        }
    }

    @Test
    void letsNoRequestLeaveTooLate() throws Exception {
        try (Permit permit = permit()) {
            Transmission late =
                    new Transmission(permit, new Deadline(System.nanoTime() - 1), () -> true);

            assertThatIOException().isThrownBy(late::leave).withMessage("too late to send");
            assertThat(late.onTheWire()).isFalse();
        }
    }

    @Test
    void letsNoRequestLeaveWhoseSenderHasLostHisRight() throws Exception {
        try (Permit permit = permit()) {
            Transmission stopped = new Transmission(permit, TestAccount.soon(), () -> false);

            assertThatIOException()
                    .isThrownBy(stopped::leave)
                    .withMessage("its sender may not send it any more");
            assertThat(stopped.onTheWire()).isFalse();
        }
    }

    @Test
    void sendsNothingWithoutAPermit() {
        assertThatIllegalStateException()
                .isThrownBy(() -> client.newCall(REQUEST).execute())
                .withMessage("a call without a permit");
    }

    private Permit permit() throws InterruptedException {
        return account.kills().ordinary(TestAccount.soon()).orElseThrow();
    }
}
