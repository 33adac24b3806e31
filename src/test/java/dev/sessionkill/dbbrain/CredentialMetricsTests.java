package dev.sessionkill.dbbrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CredentialMetricsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Credentials KEYS = new Credentials("id-1", "key-1", "token-1");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void tellsTheAgeAndWhatIsLeft() {
        bind(
                Optional.of(
                        new HeldCredentials(
                                KEYS,
                                NOW.minus(Duration.ofMinutes(20)),
                                NOW.plus(Duration.ofMinutes(100)))),
                true);

        assertThat(seconds(CredentialMetrics.AGE)).isEqualTo(1200);
        assertThat(seconds(CredentialMetrics.LEFT)).isEqualTo(6000);
        assertThat(registry.scrape())
                .contains("gateway_credentials_age_seconds{account=\"default\"} 1200.0")
                .contains("gateway_credentials_left_seconds{account=\"default\"} 6000.0");
    }

    @Test
    void tellsThatThereAreNone() {
        bind(Optional.empty(), true);

        assertThat(seconds(CredentialMetrics.AGE)).isNaN();
        assertThat(seconds(CredentialMetrics.LEFT)).isZero();
    }

    @Test
    void tellsTheAgeAloneOfThoseThatDoNotExpire() {
        bind(Optional.of(new HeldCredentials(KEYS, NOW.minusSeconds(90), null)), false);

        assertThat(seconds(CredentialMetrics.AGE)).isEqualTo(90);
        assertThat(registry.find(CredentialMetrics.LEFT).meters()).isEmpty();
    }

    private double seconds(String name) {
        TimeGauge gauge = registry.get(name).tag("account", "default").timeGauge();
        return gauge.value(TimeUnit.SECONDS);
    }

    private void bind(Optional<HeldCredentials> held, boolean expiring) {
        CredentialSource source =
                new CredentialSource() {
                    @Override
                    public Optional<HeldCredentials> current() {
                        return held;
                    }

                    @Override
                    public boolean refresh(Credentials refused) {
                        return false;
                    }

                    @Override
                    public boolean expiring() {
                        return expiring;
                    }

                    @Override
                    public void close() {}
                };
        new CredentialMetrics(TestAccounts.with(new AccountName("default"), source), () -> NOW)
                .bindTo(registry);
    }
}
