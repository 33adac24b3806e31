/** The gateway: each package below is one of its capabilities. */
@NullMarked
package dev.sessionkill;

import org.jspecify.annotations.NullMarked;
