package dev.sessionkill.kill;

import dev.sessionkill.core.Deadline;
import java.time.Duration;

/**
 * What a kill keeps to while it is carried out.
 *
 * @param inspection what a Commit may name
 * @param deadline by when a Commit must have left
 * @param verifyFor how long to look afterwards
 * @param weight how many turns its caller has where others have one
 * @param urgent whether it goes before what is not
 */
record Rules(
        Inspection inspection, Deadline deadline, Duration verifyFor, int weight, boolean urgent) {}
