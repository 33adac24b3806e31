/** Who is calling, and what the grants let them do. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "audit"})
package dev.sessionkill.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
