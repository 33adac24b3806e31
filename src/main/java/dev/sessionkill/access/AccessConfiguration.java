package dev.sessionkill.access;

import dev.sessionkill.core.SettingsSection;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    @Bean
    Documents issuerDocuments() {
        return new Documents();
    }

    /** As a bean it also keeps Spring Boot from making up a user with a password. */
    @Bean
    TokenAuthentication tokenAuthentication(
            AccessSettings settings, Documents documents, ObjectProvider<Clock> clock) {
        IssuerReader reader = new IssuerReader(documents, clock.getIfUnique(Clock::systemUTC));
        return new TokenAuthentication(reader.read(settings.issuers()));
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
