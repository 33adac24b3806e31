package dev.sessionkill;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTests {

    @Test
    void dependOnEachOtherOnlyAsDeclared() {
        ApplicationModules.of(SessionKillGateway.class).verify();
    }
}
