package dev.sessionkill.kill;

import dev.sessionkill.core.SettingException;

/** Checks settings of this package. */
final class Setting {

    private Setting() {}

    static void check(boolean holds, String name, String problem) {
        if (!holds) {
            throw new SettingException("gateway.kill." + name, problem);
        }
    }
}
