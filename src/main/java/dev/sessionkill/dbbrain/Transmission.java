package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Deadline;
import dev.sessionkill.throttle.Permit;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One sending and what is seen of it on the way: whether a byte may have left, and when. The SDK
 * offers no place to hang this on, but it sends on the calling thread, so the thread carries it.
 */
final class Transmission {

    private static final ThreadLocal<Transmission> CURRENT = new ThreadLocal<>();

    private final Permit permit;
    private final Deadline notAfter;
    private final BooleanSupplier mayLeave;
    private boolean onTheWire;
    private long sentAt;
    private int status;

    /**
     * @param notAfter when the request may no longer leave, because its ticket will be too old
     * @param mayLeave whether its sender still has the right to send
     */
    Transmission(Permit permit, Deadline notAfter, BooleanSupplier mayLeave) {
        this.permit = permit;
        this.notAfter = notAfter;
        this.mayLeave = mayLeave;
    }

    /** A call to the SDK. */
    interface Send {
        @Nullable String send() throws Exception;
    }

    /** Runs the SDK's call as this transmission. */
    @Nullable String carry(Send send) throws Exception {
        CURRENT.set(this);
        try {
            return send.send();
        } finally {
            CURRENT.remove();
            if (onTheWire) {
                permit.sent();
            }
        }
    }

    static Transmission current() {
        Transmission transmission = CURRENT.get();
        if (transmission == null) {
            throw new IllegalStateException("a call without a permit");
        }
        return transmission;
    }

    /**
     * The request is about to be written; waits for the opening of its slot.
     *
     * @throws IOException when it was before, so that it is never sent twice, or when it is too
     *     late
     */
    void leave() throws IOException {
        if (!permit.mayLeave()) {
            throw new IOException("the permit of the budget is over");
        }
        if (onTheWire) {
            throw new IOException("this request has been on the wire before");
        }
        if (notAfter.passed()) {
            throw new IOException("too late to send");
        }
        if (!mayLeave.getAsBoolean()) {
            throw new IOException("its sender may not send it any more");
        }
        onTheWire = true;
        sentAt = System.nanoTime();
    }

    /** The request has been handed to the network: its slot in the budget rests from now on. */
    void sent() {
        permit.sent();
    }

    void answered(int httpStatus) {
        status = httpStatus;
    }

    /** Whether a byte may have left. */
    boolean onTheWire() {
        return onTheWire;
    }

    /** When it left, on the clock of {@link System#nanoTime}. */
    long sentAt() {
        return sentAt;
    }

    /** The HTTP status of the answer; 0 when there was none. */
    int status() {
        return status;
    }
}
