package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.Map;

/** One way in which a call goes wrong. */
public sealed interface Fault {

    /** Whether what the call asks for is done all the same. */
    boolean executes();

    /** Done, then the connection is closed in order without a byte of an answer. */
    record ExecuteThenDrop() implements Fault {
        @Override
        public boolean executes() {
            return true;
        }
    }

    /** Not done; the connection is closed in order without a byte of an answer. */
    record DropBeforeExecute() implements Fault {
        @Override
        public boolean executes() {
            return false;
        }
    }

    /** Done, then the connection is reset (RST). */
    record ResetAfterExecute() implements Fault {
        @Override
        public boolean executes() {
            return true;
        }
    }

    /** Something in front of DBbrain answers. */
    record Status(int code, String body, Map<String, String> headers, boolean executes)
            implements Fault {
        public Status {
            if (code < 200 || code > 599) {
                throw new IllegalArgumentException("a status is 200 to 599");
            }
            headers = Map.copyOf(headers);
        }
    }

    /** No answer until one of the two goes away. */
    record Hang(boolean executes) implements Fault {}

    /** A body of a million bytes, one every so often: no read timeout ever ends it. */
    record Drip(Duration every, boolean executes) implements Fault {}

    /**
     * HTTP 200 with any body.
     *
     * @param withheld bytes that Content-Length announces and that never come; the connection is
     *     closed instead
     */
    record Body(String text, String contentType, int withheld, boolean executes) implements Fault {
        public Body {
            if (withheld < 0) {
                throw new IllegalArgumentException("withheld is not negative");
            }
        }
    }

    /** The vendor's error form; not everything that answers an error has done nothing. */
    record ErrorCode(String code, String message, boolean executes) implements Fault {}

    /** Done in full, but only the first of the threads (or rows) are listed. */
    record PartialThreads(int listed) implements Fault {
        public PartialThreads {
            if (listed < 0) {
                throw new IllegalArgumentException("listed is not negative");
            }
        }

        @Override
        public boolean executes() {
            return true;
        }
    }

    /** A success that lists no threads (or rows). */
    record EmptyThreads(boolean executes) implements Fault {}

    /** Done at once and answered properly, but so much later. */
    record Latency(Duration duration) implements Fault {
        @Override
        public boolean executes() {
            return true;
        }
    }

    /** A front end's status with an HTML page. */
    static Fault status(int code, boolean executes) {
        return new Status(code, "<html><h1>" + code + "</h1></html>", Map.of(), executes);
    }

    /** 503 with {@code Retry-After: 0}, which makes some clients send again by themselves. */
    static Fault retryNow(boolean executes) {
        return new Status(503, "", Map.of("Retry-After", "0"), executes);
    }

    /** 307 back to the same address, which makes some clients send again by themselves. */
    static Fault redirect(boolean executes) {
        return new Status(307, "", Map.of("Location", "/"), executes);
    }

    /** HTTP 200 with a body that is called JSON. */
    static Fault json(String text, boolean executes) {
        return new Body(text, "application/json", 0, executes);
    }

    /** HTTP 200 with a page of some portal. */
    static Fault html(boolean executes) {
        return new Body("<html><body>Sign in</body></html>", "text/html", 0, executes);
    }

    /** HTTP 200 whose JSON breaks off, with a Content-Length that promises more. */
    static Fault truncated(boolean executes) {
        return new Body("{\"Response\":{\"SqlExecId\":\"", "application/json", 64, executes);
    }

    /** One of the vendor's codes. */
    static Fault error(String code, boolean executes) {
        return new ErrorCode(code, "Ordered from the sandbox.", executes);
    }
}
