/** What the gateway costs and how fast it is, next to what one would write without it. */
@NullMarked
package dev.sessionkill.bench;

import org.jspecify.annotations.NullMarked;
