package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The grants of the settings; they do not change while the gateway runs. */
final class ConfiguredGrants implements Grants {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredGrants.class);

    private final List<Grant> grants;

    ConfiguredGrants(List<GrantSettings> settings) {
        grants =
                IntStream.range(0, settings.size())
                        .mapToObj(it -> new GrantReader(settings.get(it), it).read())
                        .toList();
        if (grants.isEmpty()) {
            log.warn("gateway.access.grants is empty: every list and every kill will get 403");
        }
    }

    @Override
    public Decision decide(Caller caller, Action action, AccountName account, InstanceId instance) {
        List<Scope> scopes =
                grants.stream()
                        .filter(it -> it.lets(caller, action))
                        .filter(it -> it.on(account) && it.on(instance))
                        .map(Grant::scope)
                        .toList();
        return scopes.isEmpty()
                ? new Decision.Denied(
                        "No grant lets %s do %s on instance %s of account %s."
                                .formatted(caller, action, instance, account))
                : new Decision.Allowed(scopes);
    }

    @Override
    public boolean auditor(Caller caller, AccountName account) {
        return grants.stream().anyMatch(it -> it.lets(caller, Action.AUDIT) && it.on(account));
    }

    @Override
    public boolean auditor(Caller caller) {
        return grants.stream().anyMatch(it -> it.lets(caller, Action.AUDIT) && it.onEveryAccount());
    }
}
