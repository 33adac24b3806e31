/** The live sessions of an instance, as DBbrain's process list shows them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "storage", "access", "audit", "dbbrain"})
package dev.sessionkill.sessions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
