package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.AccessSettings.DenialSettings;
import dev.sessionkill.access.AccessSettings.GrantSettings;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DenialsTests {

    private static final AccountName DEFAULT = new AccountName("default");
    private static final InstanceId CDB_1 = new InstanceId("cdb-1");

    /** Everything, to everybody, in two grants that are alike but for the size of a kill. */
    private static final List<GrantSettings> ALL = List.of(everything(100), everything(1));

    private final Caller dba = new Caller("sub:ops", Set.of("group:dba"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # denial                           | action | account | instance | denied
                    callers=sub:ops                    | KILL   | default | cdb-1    | true
                    callers=sub:o*                     | KILL   | default | cdb-1    | true
                    callers=sub:other                  | KILL   | default | cdb-1    | false
                    callers=group:dba                  | LIST   | default | cdb-1    | true
                    callers=group:other                | KILL   | default | cdb-1    | false
                    callers=group:ops                  | KILL   | default | cdb-1    | false
                    callers=sub:other,group:dba        | KILL   | default | cdb-1    | true
                    actions=KILL                       | KILL   | default | cdb-1    | true
                    actions=KILL                       | LIST   | default | cdb-1    | false
                    actions=LIST,KILL                  | KILL   | default | cdb-1    | true
                    accounts=default                   | KILL   | default | cdb-1    | true
                    accounts=default                   | KILL   | other   | cdb-1    | false
                    instances=cdb-1                    | LIST   | other   | cdb-1    | true
                    instances=cdb-1                    | LIST   | other   | cdb-10   | false
                    instances=cdb-*                    | KILL   | default | cdb-10   | true
                    instances=CDB-*                    | KILL   | default | cdb-10   | false
                    instances=*                        | KILL   | default | cdb-1    | true
                    users=*                            | KILL   | default | cdb-1    | true
                    users=root,** databases=*          | KILL   | default | cdb-1    | true
                    users=root                         | KILL   | default | cdb-1    | false
                    databases=bank                     | KILL   | default | cdb-1    | false
                    users=root instances=cdb-2         | KILL   | default | cdb-1    | false
                    callers=sub:ops instances=cdb-2    | KILL   | default | cdb-1    | false
                    callers=sub:other instances=cdb-1  | KILL   | default | cdb-1    | false
                    callers=sub:ops actions=LIST       | KILL   | default | cdb-1    | false
                    callers= actions= instances=cdb-1  | KILL   | default | cdb-1    | true
                    """)
    void winOverEveryGrant(
            String denial, Action action, String account, String instance, boolean denied) {
        Decision decision =
                under(denial)
                        .decide(dba, action, new AccountName(account), new InstanceId(instance));

        assertThat(decision instanceof Decision.Denied).isEqualTo(denied);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # denial                        | user    | database | may
                    users=root                      | root    | bank     | false
                    users=root                      | root    |          | false
                    users=root                      | Root    | bank     | true
                    users=repl_*                    | repl_1  | bank     | false
                    users=repl_*                    | app_1   | bank     | true
                    users=repl_*,root               | root    | bank     | false
                    databases=bank                  | app_1   | bank     | false
                    databases=bank                  | app_1   | bank_2   | true
                    databases=bank                  | app_1   |          | true
                    databases=b*                    | app_1   |          | true
                    databases=b*,*k                 | app_1   | bulk     | false
                    users=app_* databases=bank      | app_1   | bank     | false
                    users=app_* databases=bank      | app_1   | shop     | true
                    users=app_* databases=bank      | root    | bank     | true
                    users=app_* databases=*         | app_1   |          | false
                    users=* databases=bank          | root    | bank     | false
                    users=root callers=group:dba    | root    | bank     | false
                    users=root callers=group:other  | root    | bank     | true
                    users=root instances=cdb-1      | root    | bank     | false
                    users=root instances=cdb-2      | root    | bank     | true
                    users=root accounts=other       | root    | bank     | true
                    users=root actions=KILL         | root    | bank     | false
                    users=root actions=LIST         | root    | bank     | true
                    """)
    void keepSessionsFromBeingTouched(
            String denial, String user, @Nullable String database, boolean may) {
        Decision.Allowed allowed = kill(under(denial));

        assertThat(allowed.mayTouch(user, database)).isEqualTo(may);
        assertThat(allowed.forSessions(50))
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        it -> assertThat(it.mayTouch(user, database)).isEqualTo(may));
    }

    @Test
    void addUp() {
        Decision.Allowed allowed = kill(under("users=root", "databases=bank"));

        assertThat(allowed.mayTouch("root", "shop")).isFalse();
        assertThat(allowed.mayTouch("app_1", "bank")).isFalse();
        assertThat(allowed.mayTouch("app_1", "shop")).isTrue();
        assertThat(under("users=root", "instances=cdb-1").decide(dba, Action.KILL, DEFAULT, CDB_1))
                .isInstanceOf(Decision.Denied.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # denial                        | of default | of other | of all
                    callers=group:dba               | false      | false    | false
                    callers=group:other             | true       | true     | true
                    actions=AUDIT                   | false      | false    | false
                    actions=LIST,KILL               | true       | true     | true
                    accounts=default                | false      | true     | false
                    accounts=default actions=AUDIT  | false      | true     | false
                    accounts=nowhere actions=AUDIT  | true       | true     | false
                    actions=AUDIT users=*           | false      | false    | false
                    instances=*                     | false      | false    | false
                    instances=cdb-1                 | true       | true     | true
                    users=root                      | true       | true     | true
                    databases=bank                  | true       | true     | true
                    actions=KILL,AUDIT users=root   | true       | true     | true
                    """)
    void closeTheRecord(String denial, boolean ofDefault, boolean ofOther, boolean ofAll) {
        Grants grants = under(denial);

        assertThat(grants.auditor(dba, DEFAULT)).isEqualTo(ofDefault);
        assertThat(grants.auditor(dba, new AccountName("other"))).isEqualTo(ofOther);
        assertThat(grants.auditor(dba)).isEqualTo(ofAll);
    }

    @Test
    void sayWhatIsForbidden() {
        assertThat(under("instances=cdb-1").decide(dba, Action.KILL, DEFAULT, CDB_1))
                .isEqualTo(
                        new Decision.Denied(
                                "A denial forbids sub:ops to do KILL on instance cdb-1 of account"
                                        + " default."));
    }

    @Test
    void grantNothing() {
        Grants grants = new ConfiguredGrants(List.of(), List.of(denial("users=root")));

        assertThat(grants.decide(dba, Action.KILL, DEFAULT, CDB_1))
                .isInstanceOf(Decision.Denied.class);
        assertThat(grants.auditor(dba)).isFalse();
    }

    private Decision.Allowed kill(Grants grants) {
        return (Decision.Allowed) grants.decide(dba, Action.KILL, DEFAULT, CDB_1);
    }

    private static Grants under(String... denials) {
        return new ConfiguredGrants(ALL, Stream.of(denials).map(DenialsTests::denial).toList());
    }

    /** As Spring reads it, because what is absent matters here. */
    private static DenialSettings denial(String settings) {
        var source = new MapConfigurationPropertySource();
        for (String each : List.of(settings.split(" +"))) {
            source.put("entry." + each.replaceFirst("=.*", ""), each.replaceFirst(".*?=", ""));
        }
        return new Binder(source).bind("entry", DenialSettings.class).get();
    }

    private static GrantSettings everything(int maxSessions) {
        List<String> all = List.of("*");
        return new GrantSettings(
                List.of("sub:*"),
                List.of(Action.values()),
                all,
                all,
                all,
                all,
                maxSessions,
                1,
                false);
    }
}
