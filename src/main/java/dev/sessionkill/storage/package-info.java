/** The database: which dialect, how it is opened, and that it is durable. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "tracing"})
package dev.sessionkill.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
