package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.AccessSettings.DenialSettings;
import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How callers stand in the queue, and through which accounts they may do anything. */
class StandingTests {

    private final Grants grants =
            new ConfiguredGrants(
                    List.of(
                            grant("group:dba", "LIST KILL", "*", "*", 100, 3, false),
                            grant("sub:ops", "KILL", "default", "cdb-*", 5, 10, true),
                            grant("sub:ops", "LIST", "default", "*", 100, 99, false),
                            grant("sub:lister", "LIST", "other", "cdb-1", 1, 1, false)),
                    List.of(
                            denial("sub:banned", List.of("*"), List.of()),
                            denial("group:half", List.of("*"), List.of(Action.LIST)),
                            denial("group:spared", List.of("cdb-1"), List.of())));

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # caller,  group, account, instance, weight, urgent
                    sub:ops,   none,  default, cdb-1,    10,     true
                    sub:ops,   dba,   default, cdb-1,    10,     true
                    sub:ops,   dba,   other,   cdb-1,    3,      false
                    sub:ops,   dba,   default, other-1,  3,      false
                    sub:x,     dba,   default, cdb-1,    3,      false
                    """)
    void isTheBestOfTheGrantsThatMatch(
            String caller,
            String group,
            String account,
            String instance,
            int weight,
            boolean urgent) {
        assertThat(kill(caller, group, account, instance).standing())
                .isEqualTo(new Standing(weight, urgent));
    }

    @Test
    void isNotThatOfAGrantForFewerSessions() {
        assertThat(kill("sub:ops", "dba", "default", "cdb-1").forSessions(6))
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        it -> assertThat(it.standing()).isEqualTo(new Standing(3, false)));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # caller,   group,  account, may
                    sub:x,      dba,    default, true
                    sub:x,      dba,    other,   true
                    sub:x,      none,   default, false
                    sub:lister, none,   other,   true
                    sub:lister, none,   default, false
                    sub:lister, half,   other,   false
                    sub:lister, spared, other,   true
                    sub:ops,    half,   default, true
                    sub:banned, dba,    default, false
                    """)
    void letsUseTheAccountsOfWhichAnythingIsGrantedAndLeft(
            String caller, String group, String account, boolean may) {
        assertThat(grants.mayUse(caller(caller, group), new AccountName(account))).isEqualTo(may);
    }

    private Decision.Allowed kill(String caller, String group, String account, String instance) {
        return (Decision.Allowed)
                grants.decide(
                        caller(caller, group),
                        Action.KILL,
                        new AccountName(account),
                        new InstanceId(instance));
    }

    private static Caller caller(String name, String group) {
        return new Caller(name, Set.of("group:" + group));
    }

    private static GrantSettings grant(
            String caller,
            String actions,
            String account,
            String instance,
            int max,
            int weight,
            boolean urgent) {
        List<String> all = List.of("*");
        return new GrantSettings(
                List.of(caller),
                List.of(actions.split(" ")).stream().map(Action::valueOf).toList(),
                List.of(account),
                List.of(instance),
                all,
                all,
                max,
                weight,
                urgent);
    }

    private static DenialSettings denial(
            String caller, List<String> instances, List<Action> actions) {
        return new DenialSettings(
                List.of(caller), actions, List.of(), instances, List.of(), List.of());
    }
}
