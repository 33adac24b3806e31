package dev.sessionkill.dbbrain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to ask for new credentials. What is added by chance keeps replicas from asking together.
 *
 * @param random between 0 and 1
 */
record RenewalPace(RandomGenerator random) {

    private static final double PART_OF_WHAT_IS_LEFT = 2.0 / 3;
    private static final double SPREAD = 0.1;
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE_WITHOUT = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    /**
     * After two thirds of what is left. The metadata service gives the same credentials until it
     * has new ones, and is so asked ever more often.
     */
    Duration afterSuccess(Duration left) {
        Duration pause = times(left, PART_OF_WHAT_IS_LEFT * (1 - SPREAD * random.nextDouble()));
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    }

    /**
     * After one second, then two, and so on.
     *
     * @param failures how many in a row, from 1
     * @param held whether there still are valid ones
     */
    Duration afterFailure(int failures, boolean held) {
        Duration longest = held ? LONGEST_PAUSE : LONGEST_PAUSE_WITHOUT;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return times(
                pause.compareTo(longest) < 0 ? pause : longest, 0.5 + 0.5 * random.nextDouble());
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}
