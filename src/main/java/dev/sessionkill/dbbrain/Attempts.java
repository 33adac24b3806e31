package dev.sessionkill.dbbrain;

import dev.sessionkill.core.Deadline;
import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.support.RetryTemplate;

/**
 * Repeats Prepares and lists that were busy or had an unknown fate: neither changes anything. Each
 * attempt takes its own permit inside. A Commit never comes here.
 */
final class Attempts {

    static final int MOST = 3;

    private final RetryTemplate retries =
            RetryTemplate.builder()
                    .maxAttempts(MOST)
                    .exponentialBackoff(100, 2, 1000, true)
                    .retryOn(Again.class)
                    .build();

    /** One attempt, counted from 1. */
    interface Attempt<T> {
        Reply<T> run(int number) throws InterruptedException;
    }

    <T> Reply<T> until(Deadline deadline, Attempt<T> attempt) throws InterruptedException {
        try {
            return retries.<Reply<T>, InterruptedException>execute(
                    context -> once(context, deadline, attempt));
        } catch (Again last) {
            return last.reply();
        } catch (BackOffInterruptedException e) {
            // Spring Retry leaves the flag set; whoever gets the exception expects it cleared.
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("between two attempts");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static <T> Reply<T> once(RetryContext context, Deadline deadline, Attempt<T> attempt)
            throws InterruptedException {
        Reply<T> reply = attempt.run(context.getRetryCount() + 1);
        boolean again =
                switch (reply) {
                    case Reply.Done<T> _, Reply.Refused<T> _ -> false;
                    case Reply.Busy<T> _, Reply.Unknown<T> _ -> !deadline.passed();
                };
        if (again) {
            throw new Again(reply);
        }
        return reply;
    }

    /** Tells Spring Retry, which knows exceptions only, that the reply asks for another attempt. */
    private static final class Again extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Reply<?> reply;

        Again(Reply<?> reply) {
            super("again", null, false, false);
            this.reply = reply;
        }

        /** The reply of the attempt that was the last after all; its type is the attempts' own. */
        @SuppressWarnings("unchecked")
        <T> Reply<T> reply() {
            return (Reply<T>) reply;
        }
    }
}
