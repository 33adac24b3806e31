package dev.sessionkill.kill;

import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of which the log tells when one dies, which the standard error alone would. */
final class LoudThreads {

    private static final Logger log = LoggerFactory.getLogger(LoudThreads.class);

    private LoudThreads() {}

    /** Virtual ones, numbered. */
    static ThreadFactory named(String prefix) {
        return Thread.ofVirtual()
                .name(prefix, 0)
                .uncaughtExceptionHandler(
                        (_, e) ->
                                log.error(
                                        "A fault in the gateway ended the work on kills; what has"
                                                + " not ended is taken over when its lease runs"
                                                + " out.",
                                        e))
                .factory();
    }
}
