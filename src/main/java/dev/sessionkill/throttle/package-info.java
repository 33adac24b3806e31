/** The vendor's budget of calls: an exact sliding window and who goes next. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core"})
package dev.sessionkill.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
