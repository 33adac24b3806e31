package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How old each account's credentials are, and how long those that expire are still good. */
@Component
class CredentialMetrics implements MeterBinder {

    static final String AGE = "gateway.credentials.age";
    static final String LEFT = "gateway.credentials.left";

    private final Accounts accounts;
    private final InstantSource clock;

    @Autowired
    CredentialMetrics(Accounts accounts) {
        this(accounts, InstantSource.system());
    }

    CredentialMetrics(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        accounts.credentials().forEach((name, source) -> bind(registry, name, source));
    }

    private void bind(MeterRegistry registry, AccountName name, CredentialSource source) {
        gauge(AGE, name, source, it -> it.age(clock.instant()), Double.NaN)
                .description("Time since the account's credentials were taken over")
                .register(registry);
        if (source.expiring()) {
            gauge(LEFT, name, source, it -> it.left(clock.instant()).orElse(Duration.ZERO), 0)
                    .description("Time until the account's credentials expire; 0 when it has none")
                    .register(registry);
        }
    }

    private static TimeGauge.Builder<CredentialSource> gauge(
            String meter,
            AccountName account,
            CredentialSource source,
            Function<HeldCredentials, Duration> time,
            double without) {
        return TimeGauge.builder(
                        meter,
                        source,
                        TimeUnit.SECONDS,
                        it ->
                                it.current()
                                        .map(time)
                                        .map(left -> left.toMillis() / 1000.0)
                                        .orElse(without))
                .tag("account", account.value())
                .strongReference(true);
    }
}
