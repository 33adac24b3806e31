package dev.sessionkill.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Sends requests to gateways, each on a virtual thread of its own. */
final class Load implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PlainHttp http = new PlainHttp();

    /** Sends them at the same time and returns their answers in that order. */
    List<Answer> together(URI gateway, List<Kill> kills) throws InterruptedException {
        return schedule(gateway, kills, Duration.ZERO);
    }

    /**
     * Sends them one after the other at a fixed pace, whether or not earlier ones were answered: an
     * open loop, which does not spare a gateway that is slow.
     */
    List<Answer> schedule(URI gateway, List<Kill> kills, Duration pace)
            throws InterruptedException {
        return answers(start(gateway, kills.size(), kills::get, pace));
    }

    /** The same without waiting for the answers. */
    List<Future<Answer>> start(URI gateway, int count, IntFunction<Kill> kills, Duration pace) {
        List<Future<Answer>> answers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * pace.toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Kill kill = kills.apply(i);
            answers.add(threads.submit(() -> send(gateway, kill, due)));
        }
        return answers;
    }

    /** One caller who sends the next when he has his answer, until then. */
    Future<List<Answer>> loop(Supplier<URI> gateway, Supplier<Kill> kills, long until) {
        return threads.submit(
                () -> {
                    List<Answer> answers = new ArrayList<>();
                    while (System.nanoTime() < until) {
                        answers.add(send(gateway.get(), kills.get(), System.nanoTime()));
                    }
                    return answers;
                });
    }

    static <T> List<T> answers(List<Future<T>> futures) throws InterruptedException {
        List<T> answers = new ArrayList<>();
        for (Future<T> it : futures) {
            try {
                answers.add(it.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a request could not be made", e);
            }
        }
        return answers;
    }

    Answer send(URI gateway, Kill kill, long due) {
        try {
            PlainHttp.Reply answer = http.send(gateway, kill.to(gateway));
            return new Answer(kill, due, System.nanoTime(), answer.status(), answer.body());
        } catch (IOException e) {
            return new Answer(kill, due, System.nanoTime(), 0, "");
        }
    }

    @Override
    public void close() {
        http.close();
        threads.shutdownNow();
    }
}
