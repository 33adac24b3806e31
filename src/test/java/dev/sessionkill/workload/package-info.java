/** The image, built and run as it is delivered. */
@NullMarked
package dev.sessionkill.workload;

import org.jspecify.annotations.NullMarked;
