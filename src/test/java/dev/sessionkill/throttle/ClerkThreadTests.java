package dev.sessionkill.throttle;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClerkThreadTests {

    private final AtomicInteger questions = new AtomicInteger();

    @Test
    void asksAgainAfterAnError() {
        WaitingRoom room = new WaitingRoom(System::nanoTime);
        Clerk clerk =
                new Clerk(
                        room,
                        new BrokenAtFirst(),
                        new DatabaseClock("test"),
                        new PrepareTimes(),
                        System::nanoTime);
        try (ClerkThread _ = ClerkThread.start("test", clerk, room)) {
            await().until(() -> questions.get() > 1);
        }
    }

    private final class BrokenAtFirst implements SlotTable {

        @Override
        public Answer reserve(Wish wish) {
            if (questions.incrementAndGet() == 1) {
                throw new AssertionError("broken for the test");
            }
            return new Answer(0, "server", 20, 20, 0, 0, Optional.empty());
        }

        @Override
        public void write(List<Note> notes) {}

        @Override
        public void reconnect() {}

        @Override
        public void close() {}
    }
}
