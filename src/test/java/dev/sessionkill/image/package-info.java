/** The image, built and run as it is delivered. */
@NullMarked
package dev.sessionkill.image;

import org.jspecify.annotations.NullMarked;
