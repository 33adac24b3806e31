package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredGrantsTests {

    private final Grants grants =
            new ConfiguredGrants(
                    List.of(
                            grant("group:dba", "LIST KILL AUDIT", "*", "cdb-*", "*", "*", 100),
                            grant("sub:app-*", "LIST KILL", "default", "cdb-1", "app_*", "shop", 5),
                            grant("sub:app-1", "KILL", "default", "cdb-1", "*", "*", 1),
                            grant("sub:auditor", "AUDIT", "default", "cdb-1", "", "", 100)),
                    List.of());

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # caller,      group,  action, account,  instance, allowed
                    sub:ops,       dba,    LIST,   default,  cdb-1,    true
                    sub:ops,       dba,    KILL,   other,    cdb-2,    true
                    sub:ops,       dba,    KILL,   default,  cynos-1,  false
                    sub:ops,       DBA,    KILL,   default,  cdb-1,    false
                    sub:dba,       none,   KILL,   default,  cdb-1,    false
                    sub:app-7,     none,   KILL,   default,  cdb-1,    true
                    sub:app-7,     none,   AUDIT,  default,  cdb-1,    false
                    sub:app-7,     none,   KILL,   other,    cdb-1,    false
                    sub:app-7,     none,   KILL,   default,  cdb-10,   false
                    sub:x,         app-7,  KILL,   default,  cdb-1,    false
                    sub:auditor,   none,   AUDIT,  default,  cdb-1,    true
                    sub:auditor,   none,   LIST,   default,  cdb-1,    false
                    sub:nobody,    none,   LIST,   default,  cdb-1,    false
                    """)
    void decidesByCallerActionAccountAndInstance(
            String caller,
            String group,
            Action action,
            String account,
            String instance,
            boolean allowed) {
        Decision decision =
                grants.decide(
                        new Caller(caller, Set.of("group:" + group)),
                        action,
                        new AccountName(account),
                        new InstanceId(instance));

        assertThat(decision instanceof Decision.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # caller,   user,    database, may
                    sub:app-7,  app_ro,  shop,     true
                    sub:app-7,  app_ro,  bank,     false
                    sub:app-7,  root,    shop,     false
                    sub:app-7,  App_ro,  shop,     false
                    sub:app-7,  app_ro,  ,         false
                    sub:app-1,  root,    bank,     true
                    sub:app-1,  root,    ,         true
                    """)
    void letsTouchTheSessionsThatOneGrantCovers(
            String caller, String user, @Nullable String database, boolean may) {
        assertThat(kill(caller).mayTouch(user, database)).isEqualTo(may);
    }

    @Test
    void doesNotPutAUserOfOneGrantTogetherWithADatabaseOfAnother() {
        var allowed =
                new Decision.Allowed(
                        List.of(
                                new Scope(patterns("app_*"), patterns("shop"), 1),
                                new Scope(patterns("report"), patterns("bank"), 1)));

        assertThat(allowed.mayTouch("app_1", "bank")).isFalse();
        assertThat(allowed.mayTouch("report", "bank")).isTrue();
    }

    @Test
    void letsAKillNameAsManySessionsAsTheLargestGrant() {
        assertThat(kill("sub:app-1").maxSessions()).isEqualTo(5);
        assertThat(kill("sub:app-1").forSessions(5)).isInstanceOf(Decision.Allowed.class);
        assertThat(kill("sub:app-1").forSessions(6))
                .isEqualTo(new Decision.Denied("At most 5 sessions may be named at once."));
    }

    @Test
    void doesNotWidenALargeKillByAGrantForASmallOne() {
        Decision.Allowed two = (Decision.Allowed) kill("sub:app-1").forSessions(2);

        assertThat(two.mayTouch("app_ro", "shop")).isTrue();
        assertThat(two.mayTouch("root", "shop")).isFalse();
    }

    @Test
    void saysWhatWasNotGranted() {
        assertThat(
                        grants.decide(
                                caller("sub:nobody"),
                                Action.KILL,
                                new AccountName("default"),
                                new InstanceId("cdb-1")))
                .isEqualTo(
                        new Decision.Denied(
                                "No grant lets sub:nobody do KILL on instance cdb-1 of account"
                                        + " default."));
    }

    @Test
    void letsAuditorsReadTheirAccountsOnly() {
        Caller auditor = caller("sub:auditor");

        assertThat(grants.auditor(auditor, new AccountName("default"))).isTrue();
        assertThat(grants.auditor(auditor, new AccountName("other"))).isFalse();
        assertThat(grants.auditor(auditor)).isFalse();
    }

    @Test
    void letsThoseWithAuditOnEveryAccountReadEverything() {
        Caller dba = new Caller("sub:x", Set.of("group:dba"));

        assertThat(grants.auditor(dba)).isTrue();
        assertThat(grants.auditor(dba, new AccountName("other"))).isTrue();
        assertThat(grants.auditor(caller("sub:app-7"))).isFalse();
    }

    @Test
    void allowsNothingWhenNothingIsGranted() {
        assertThat(
                        new ConfiguredGrants(List.of(), List.of())
                                .decide(
                                        caller("sub:ops"),
                                        Action.LIST,
                                        new AccountName("default"),
                                        new InstanceId("cdb-1")))
                .isInstanceOf(Decision.Denied.class);
    }

    private Decision.Allowed kill(String caller) {
        return (Decision.Allowed)
                grants.decide(
                        caller(caller),
                        Action.KILL,
                        new AccountName("default"),
                        new InstanceId("cdb-1"));
    }

    private static Caller caller(String name) {
        return new Caller(name, Set.of());
    }

    private static List<Wildcard> patterns(String pattern) {
        return List.of(new Wildcard(pattern));
    }

    private static GrantSettings grant(
            String caller,
            String actions,
            String account,
            String instance,
            String user,
            String database,
            int max) {
        return new GrantSettings(
                List.of(caller),
                List.of(actions.split(" ")).stream().map(Action::valueOf).toList(),
                List.of(account),
                List.of(instance),
                user.isEmpty() ? List.of() : List.of(user),
                database.isEmpty() ? List.of() : List.of(database),
                max,
                1,
                false);
    }
}
