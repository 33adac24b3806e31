/** Hostile input at breadth: requests drawn from the served API document, and what none may do. */
@NullMarked
package dev.sessionkill.fuzz;

import org.jspecify.annotations.NullMarked;
