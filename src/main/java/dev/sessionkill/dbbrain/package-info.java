/** DBbrain over the vendor's SDK: signing, sending once, and saying what an answer means. */
@NullMarked
@ApplicationModule(allowedDependencies = {"core", "throttle", "tracing"})
package dev.sessionkill.dbbrain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
