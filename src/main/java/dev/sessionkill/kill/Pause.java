package dev.sessionkill.kill;

import java.time.Duration;

/** Waits a while. */
final class Pause {

    private Pause() {}

    /** Whether the whole time has passed; false when the thread was told to stop. */
    static boolean of(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
