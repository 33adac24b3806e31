package dev.sessionkill.sessions;

import dev.sessionkill.core.SettingsSection;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionsConfiguration {

    @Bean
    SettingsSection sessionsSection(SessionSettings settings) {
        return new SettingsSection("sessions", Map.of("sql", settings.sql()));
    }
}
