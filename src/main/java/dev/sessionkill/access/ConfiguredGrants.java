package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.DenialSettings;
import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The grants and denials of the settings; they do not change while the gateway runs. */
final class ConfiguredGrants implements Grants {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredGrants.class);

    private final List<Grant> grants;
    private final List<Denial> denials;

    ConfiguredGrants(List<GrantSettings> grants, List<DenialSettings> denials) {
        this.grants =
                IntStream.range(0, grants.size())
                        .mapToObj(it -> new GrantReader(grants.get(it), it).read())
                        .toList();
        this.denials =
                IntStream.range(0, denials.size())
                        .mapToObj(it -> new DenialReader(denials.get(it), it).read())
                        .toList();
        if (grants.isEmpty()) {
            log.warn("gateway.access.grants is empty: every list and every kill will get 403");
        }
    }

    @Override
    public Decision decide(Caller caller, Action action, AccountName account, InstanceId instance) {
        List<DeniedSessions> denied =
                denials.stream()
                        .filter(it -> it.rule().appliesTo(caller, action))
                        .filter(it -> it.rule().on(account) && it.rule().on(instance))
                        .map(Denial::sessions)
                        .toList();
        if (denied.stream().anyMatch(DeniedSessions::areAll)) {
            return new Decision.Denied(
                    "A denial forbids %s to do %s on instance %s of account %s."
                            .formatted(caller, action, instance, account));
        }
        List<Scope> scopes =
                grants.stream()
                        .filter(it -> it.rule().appliesTo(caller, action))
                        .filter(it -> it.rule().on(account) && it.rule().on(instance))
                        .map(Grant::scope)
                        .toList();
        return scopes.isEmpty()
                ? new Decision.Denied(
                        "No grant lets %s do %s on instance %s of account %s."
                                .formatted(caller, action, instance, account))
                : new Decision.Allowed(scopes, denied);
    }

    @Override
    public boolean mayUse(Caller caller, AccountName account) {
        return Arrays.stream(Action.values()).anyMatch(it -> mayDo(it, caller, account));
    }

    @Override
    public boolean auditor(Caller caller, AccountName account) {
        return mayDo(Action.AUDIT, caller, account);
    }

    @Override
    public boolean auditor(Caller caller) {
        return grants.stream()
                        .map(Grant::rule)
                        .anyMatch(it -> it.appliesTo(caller, Action.AUDIT) && it.onEveryAccount())
                && denials.stream().noneMatch(it -> it.closesTheRecordTo(caller));
    }

    /** To some session at least, where the action is about sessions. */
    private boolean mayDo(Action action, Caller caller, AccountName account) {
        return grants.stream()
                        .map(Grant::rule)
                        .anyMatch(it -> it.appliesTo(caller, action) && it.on(account))
                && denials.stream()
                        .noneMatch(
                                it -> it.leavesNothingOf(action, caller) && it.rule().on(account));
    }
}
