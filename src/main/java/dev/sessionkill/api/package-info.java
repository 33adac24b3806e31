/** HTTP: the controllers, and the one place where outcomes become answers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "access", "audit", "sessions", "kill"})
package dev.sessionkill.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
