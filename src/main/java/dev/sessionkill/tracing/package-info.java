/** Traces: what a request waited for, where somebody wants to know. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.sessionkill.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
