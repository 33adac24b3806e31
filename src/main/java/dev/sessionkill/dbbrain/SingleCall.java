package dev.sessionkill.dbbrain;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Stage;
import dev.sessionkill.throttle.CallBudget;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one call through the SDK, once, and says what its end means. Whatever the SDK throws, a
 * failure before the first byte was not executed; after it, nobody knows.
 */
final class SingleCall {

    private static final Logger log = LoggerFactory.getLogger(SingleCall.class);

    private final Answers answers = new Answers();
    private final Account account;
    private final String action;
    private final Stage stage;
    private final int attempt;

    SingleCall(Account account, Stage stage, int attempt) {
        this.account = account;
        this.stage = stage;
        this.attempt = attempt;
        this.action = AccountConfiguration.action(stage);
    }

    Account account() {
        return account;
    }

    /** The vendor's name of what is called. */
    String action() {
        return action;
    }

    Stage stage() {
        return stage;
    }

    /**
     * What came back, and when the call was sent.
     *
     * @param reply what it means
     * @param sentAt on the clock of {@link System#nanoTime}
     * @param took from then on
     */
    record Sent<T>(Reply<T> reply, long sentAt, Duration took) {}

    /** Records the answer after sending; the sending itself was recorded before. */
    <T> Sent<T> send(
            Region region,
            String body,
            Transmission transmission,
            CallJournal journal,
            Answers.Reader<T> read) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        Reply<T> reply =
                account.sdk()
                        .client(region)
                        .map(it -> reply(it, body, transmission, read))
                        .orElseGet(SingleCall::unsigned);
        long end = System.nanoTime();
        long millis = (end - start) / 1_000_000;
        tell(reply, millis);
        journal.answered(
                new CallRecord(stage, attempt, at, millis, requestId(reply), code(reply)), reply);
        long sentAt = transmission.onTheWire() ? transmission.sentAt() : start;
        return new Sent<>(reply, sentAt, Duration.ofNanos(end - sentAt));
    }

    private <T> Reply<T> reply(
            SdkClients.Signed signed,
            String body,
            Transmission transmission,
            Answers.Reader<T> read) {
        try {
            return answers.read(transmission.carry(() -> signed.client().call(action, body)), read);
        } catch (Exception e) {
            return classify(e, transmission, signed.credentials());
        }
    }

    private static <T> Reply<T> unsigned() {
        return new Reply.Busy<>(Failure.of("not sent: the account has no valid credentials"));
    }

    private <T> Reply<T> classify(Exception e, Transmission transmission, Credentials used) {
        if (!transmission.onTheWire()) {
            return new Reply.Busy<>(Failure.of("not sent: " + e.getClass().getSimpleName()));
        }
        if (transmission.status() != 0 && transmission.status() != 200) {
            return new Reply.Unknown<>(Failure.of("HTTP status " + transmission.status()));
        }
        if (e instanceof Answers.Unreadable) {
            return new Reply.Unknown<>(Failure.of("unreadable answer: " + e.getMessage()));
        }
        if (e instanceof TencentCloudSDKException refusal
                && ErrorCodes.isCode(refusal.getErrorCode())) {
            String code = refusal.getErrorCode();
            if (ErrorCodes.countsTooMany(code)) {
                budget().exceeded();
            }
            Failure failure = new Failure(code, refusal.getRequestId(), "the vendor said " + code);
            return ErrorCodes.blamesTheKey(code) && account.sdk().refresh(used)
                    ? new Reply.Busy<>(failure)
                    : ErrorCodes.reply(failure, code);
        }
        return new Reply.Unknown<>(Failure.of(lost(e)));
    }

    private CallBudget budget() {
        return switch (stage) {
            case PREPARE, COMMIT -> account.kills();
            case LIST -> account.lists();
        };
    }

    private static String lost(Exception e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof InterruptedIOException) {
                return "no answer in time";
            }
            if (it instanceof IOException) {
                return "the connection broke: " + it.getClass().getSimpleName();
            }
        }
        return "unreadable answer: " + e.getClass().getSimpleName();
    }

    private void tell(Reply<?> reply, long millis) {
        switch (reply) {
            case Reply.Done<?> done ->
                    log.debug("{} done in {} ms, request {}", stage, millis, done.requestId());
            case Reply.Busy<?>(Failure failure) ->
                    log.info("{} not executed ({}), may be tried again", stage, failure.detail());
            case Reply.Refused<?>(Failure failure) -> tellRefusal(failure);
            case Reply.Unknown<?>(Failure failure) ->
                    log.warn("{} has an unknown fate: {}", stage, failure.detail());
        }
    }

    private void tellRefusal(Failure failure) {
        if (failure.code() != null && ErrorCodes.blamesCredentials(failure.code())) {
            log.error(
                    "{} of account {} refused: {}. Its credentials or its rights are wrong; no kill"
                            + " works until they are put right.",
                    stage,
                    account.name(),
                    failure.code());
        } else {
            log.info("{} refused: {}", stage, failure.detail());
        }
    }

    private static @Nullable String requestId(Reply<?> reply) {
        return switch (reply) {
            case Reply.Done<?> done -> done.requestId();
            case Reply.Busy<?>(Failure failure) -> failure.requestId();
            case Reply.Refused<?>(Failure failure) -> failure.requestId();
            case Reply.Unknown<?>(Failure failure) -> failure.requestId();
        };
    }

    private static @Nullable String code(Reply<?> reply) {
        return switch (reply) {
            case Reply.Done<?> _ -> null;
            case Reply.Busy<?>(Failure failure) -> failure.code();
            case Reply.Refused<?>(Failure failure) -> failure.code();
            case Reply.Unknown<?>(Failure failure) -> failure.code();
        };
    }
}
