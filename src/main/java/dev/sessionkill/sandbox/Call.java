package dev.sessionkill.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call as it arrived, and what came of it.
 *
 * @param sequence from 1
 * @param action as named by {@code X-TC-Action}; empty when it was not
 * @param stage {@code Prepare} or {@code Commit}, where there is one
 * @param sqlExecId of a Commit as it was sent, of a Prepare as it was answered
 * @param instance {@code InstanceId}
 * @param threads of a Prepare as they were sent, of a Commit those of its ticket
 * @param arrivedNanos ticker when the first byte of the head had been read
 * @param completeNanos ticker when the last byte of the body had been read
 * @param connection number of the connection, from 1
 * @param requestOnConnection number of the request on its connection, from 1
 * @param signatureHeld whether the signature was right
 * @param executed whether what was asked was done, whatever was answered
 * @param answered {@code OK}, an error code, or the name of the fault
 */
public record Call(
        long sequence,
        String action,
        @Nullable String stage,
        @Nullable String sqlExecId,
        @Nullable String instance,
        List<Long> threads,
        long arrivedNanos,
        long completeNanos,
        int connection,
        int requestOnConnection,
        boolean signatureHeld,
        boolean executed,
        String answered) {

    public Call {
        threads = List.copyOf(threads);
    }

    /** Whether it came over a connection that had carried a request before. */
    public boolean onReusedConnection() {
        return requestOnConnection > 1;
    }

    Call numbered(long number) {
        return new Call(
                number,
                action,
                stage,
                sqlExecId,
                instance,
                threads,
                arrivedNanos,
                completeNanos,
                connection,
                requestOnConnection,
                signatureHeld,
                executed,
                answered);
    }
}
