/** The gateway as a whole, over HTTP. */
@NullMarked
package dev.sessionkill.system;

import org.jspecify.annotations.NullMarked;
