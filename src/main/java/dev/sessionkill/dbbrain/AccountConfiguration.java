package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.core.Stage;
import dev.sessionkill.throttle.CallBudgets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Turns the settings of the accounts into accounts, or says which setting is wrong. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    static final String KILL = "KillMySqlThreads";
    static final String PROCESS_LIST = "DescribeMySqlProcessList";

    private static final int MOST_CALLS = 1000;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);

    /** The vendor's name of what is called at that stage. */
    static String action(Stage stage) {
        return switch (stage) {
            case PREPARE, COMMIT -> KILL;
            case LIST -> PROCESS_LIST;
        };
    }

    @Bean
    Accounts accounts(Environment environment, CallBudgets budgets) {
        CredentialSources credentials = new CredentialSources(environment);
        Map<String, AccountSettings> settings = settings(environment);
        if (settings.isEmpty()) {
            throw new SettingException(
                    "gateway.accounts",
                    "no account is configured; set gateway.accounts.default.endpoint, .region and"
                            + " .credentials.directory (or try it with"
                            + " --spring.profiles.active=sandbox)");
        }
        Map<AccountName, Account> accounts = new HashMap<>();
        settings.forEach(
                (name, it) -> {
                    Account account =
                            account("gateway.accounts." + name, name, it, budgets, credentials);
                    accounts.put(account.name(), account);
                });
        return new Accounts(accounts);
    }

    /**
     * Down when nothing can be killed on any account: one that lacks credentials says so itself.
     */
    @Bean
    HealthIndicator credentialsHealthIndicator(Accounts accounts) {
        return () ->
                accounts.credentials().values().stream().anyMatch(it -> it.current().isPresent())
                        ? Health.up().build()
                        : Health.down().build();
    }

    @Bean
    SettingsSection accountsSection(Environment environment) {
        Map<String, Object> accounts = new HashMap<>();
        settings(environment).forEach((name, it) -> accounts.put(name, it.withoutSecrets()));
        return new SettingsSection("accounts", accounts);
    }

    /** The accounts by name. A setting that no account has is refused. */
    private static Map<String, AccountSettings> settings(Environment environment) {
        DistinctNames.checkAsWritten((ConfigurableEnvironment) environment);
        Map<String, AccountSettings> settings =
                Binder.get(environment)
                        .bind(
                                "gateway.accounts",
                                Bindable.mapOf(String.class, AccountSettings.class),
                                new NoUnboundElementsBindHandler(
                                        BindHandler.DEFAULT, new UnboundElementsSourceFilter()))
                        .orElse(Map.of());
        DistinctNames.check(settings.keySet());
        return settings;
    }

    private static Account account(
            String setting,
            String name,
            AccountSettings it,
            CallBudgets budgets,
            CredentialSources credentials) {
        AccountName accountName = value("gateway.accounts", name, AccountName::new);
        Endpoint endpoint =
                Endpoint.parse(setting + ".endpoint", given(setting + ".endpoint", it.endpoint()));
        Region region =
                value(setting + ".region", given(setting + ".region", it.region()), Region::new);
        Set<Region> regions = new HashSet<>();
        for (String named : it.regions() == null ? List.of(region.value()) : it.regions()) {
            regions.add(value(setting + ".regions", named, Region::new));
        }
        check(regions.contains(region), setting + ".regions", "must contain the region " + region);
        boolean aLimit = it.callsPerSecond() >= 2 && it.callsPerSecond() <= MOST_CALLS;
        check(aLimit, setting + ".calls-per-second", "must be 2 to " + MOST_CALLS);
        boolean sensible =
                it.callTimeout().compareTo(SHORTEST_TIMEOUT) >= 0
                        && it.callTimeout().compareTo(Ticket.GOOD_FOR) <= 0;
        check(sensible, setting + ".call-timeout", "must be between 100ms and 8s");
        return new Account(
                accountName,
                region,
                Set.copyOf(regions),
                budgets.open(accountName, KILL, it.callsPerSecond()),
                budgets.open(accountName, PROCESS_LIST, it.callsPerSecond()),
                new SdkClients(
                        endpoint,
                        credentials.open(setting + ".credentials", it.credentials(), region),
                        it.callTimeout()));
    }

    static String given(String setting, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new SettingException(setting, "must be set");
        }
        return value;
    }

    static <T> T value(String setting, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting, String.valueOf(e.getMessage()));
        }
    }

    static void check(boolean holds, String setting, String problem) {
        if (!holds) {
            throw new SettingException(setting, problem);
        }
    }
}
