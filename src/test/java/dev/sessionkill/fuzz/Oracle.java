package dev.sessionkill.fuzz;

import java.util.List;

/** Judges an answer without knowing the gateway. */
interface Oracle {

    /** What is wrong with it; empty when nothing is. */
    List<Finding> judge(Sent sent, Answer answer);
}
