package dev.sessionkill.access;

import dev.sessionkill.core.SettingsSection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
@EnableScheduling
class AccessConfiguration {

    @Bean
    Documents issuerDocuments() {
        return new Documents();
    }

    @Bean
    Issuers issuers(AccessSettings settings, Documents documents, ObjectProvider<Clock> clock) {
        return new IssuerReader(documents, clock.getIfUnique(Clock::systemUTC))
                .read(settings.issuers());
    }

    /** As a bean it also keeps Spring Boot from making up a user with a password. */
    @Bean
    TokenAuthentication tokenAuthentication(Issuers issuers) {
        return new TokenAuthentication(issuers);
    }

    @Bean
    KeyRefresh keyRefresh(Issuers issuers) {
        return new KeyRefresh(issuers);
    }

    @Bean
    Grants grants(AccessSettings settings) {
        return new ConfiguredGrants(settings.grants(), settings.deny());
    }

    @Bean
    SettingsSection accessSection(AccessSettings settings) {
        return AccessSection.of(settings);
    }

    @Bean
    CallerRate callerRate(AccessSettings settings) {
        return new CallerRate(settings.requestsPerSecond());
    }
}
