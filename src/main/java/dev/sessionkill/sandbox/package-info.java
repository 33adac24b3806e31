/**
 * A DBbrain on the wire for local runs and tests, with an issuer of test tokens; never beside real
 * accounts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"core"})
package dev.sessionkill.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
