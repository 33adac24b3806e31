/** A kill: its two stages as a durable state machine. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "core",
            "storage",
            "access",
            "audit",
            "dbbrain",
            "sessions",
            "tracing"
        })
package dev.sessionkill.kill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
