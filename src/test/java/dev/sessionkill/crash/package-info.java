/**
 * Real gateways that are killed with {@code kill -9} at named points and at random, and a check of
 * what is left that shares no code with them.
 */
@NullMarked
package dev.sessionkill.crash;

import org.jspecify.annotations.NullMarked;
