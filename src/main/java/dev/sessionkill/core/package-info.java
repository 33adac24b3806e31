/** The words of the domain: values that refuse nonsense when they are built. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.sessionkill.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
