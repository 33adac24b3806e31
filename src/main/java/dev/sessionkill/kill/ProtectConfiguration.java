package dev.sessionkill.kill;

import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.sessions.ProtectCatalogue;
import dev.sessionkill.sessions.ProtectRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProtectConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ProtectConfiguration.class);

    @Bean
    ProtectCatalogue protectCatalogue(KillSettings settings) {
        List<ProtectRule> added = new ArrayList<>();
        for (ProtectSettings entry : settings.protectedSessions()) {
            added.add(entry.rule(added.size()));
        }
        log.info(
                "Sessions are protected by version {} of the built-in catalogue and {} rules of"
                        + " gateway.kill.protected.",
                ProtectCatalogue.VERSION,
                added.size());
        return ProtectCatalogue.with(added);
    }

    @Bean
    SettingsSection killSection(KillSettings settings) {
        return new SettingsSection(
                "kill",
                Map.of(
                        "catalogue", ProtectCatalogue.VERSION,
                        "protected",
                                settings.protectedSessions().stream()
                                        .map(ProtectSettings::given)
                                        .toList(),
                        "requireIdentity", settings.requireIdentity()));
    }
}
