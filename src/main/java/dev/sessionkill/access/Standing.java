package dev.sessionkill.access;

import java.util.Collection;

/**
 * How somebody stands among those who wait.
 *
 * @param weight how large the share of the turns is, next to others'; positive
 * @param mayBeUrgent whether the urgent lane may be asked for
 */
public record Standing(int weight, boolean mayBeUrgent) {

    /** Of a grant that says nothing about it. */
    public static final Standing USUAL = new Standing(1, false);

    public Standing {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight is positive");
        }
    }

    /** What several grants amount to: the greatest weight, and urgency if one of them gives it. */
    static Standing best(Collection<Standing> standings) {
        return new Standing(
                standings.stream().mapToInt(Standing::weight).max().orElseThrow(),
                standings.stream().anyMatch(Standing::mayBeUrgent));
    }
}
