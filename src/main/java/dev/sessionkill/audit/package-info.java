/** The record: what was asked, sent, answered and decided, in the order in which it happened. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "storage"})
package dev.sessionkill.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
