package dev.sessionkill.kill;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are read in production. */
final class TestSettings {

    private TestSettings() {}

    /** Settings of {@code gateway.kill}, each {@code name=value}. */
    static KillSettings kill(String... settings) {
        Map<String, String> source = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            source.put("gateway.kill." + parts[0], parts[1]);
        }
        return new Binder(new MapConfigurationPropertySource(source))
                .bindOrCreate("gateway.kill", KillSettings.class);
    }
}
