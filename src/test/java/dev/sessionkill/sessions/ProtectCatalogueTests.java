package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.dbbrain.ProcessRow;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectCatalogueTests {

    private static final String TABLE =
            """
            # column | protected                          | by                   | not protected
            user     | system user                        | system-user          | system_user
            user     | event_scheduler                    | event-scheduler      | event_scheduler2
            command  | Daemon                             | daemon               | Daemons
            command  | Binlog Dump                        | binlog-dump          | Binlog
            command  | Binlog Dump GTID                   | binlog-dump          | A Binlog Dump
            command  | Register Slave                     | replica-registration | Register
            command  | Register Replica                   | replica-registration | Replica
            command  | Slave_IO                           | replica-io           | Slave
            command  | Slave_SQL                          | replica-applier      | SQL
            command  | Slave_worker                       | replica-applier      | Worker
            command  | Connect Out                        | replica-connection   | Connect
            command  | Table Dump                         | table-dump           | Table
            command  | Delayed insert                     | delayed-insert       | Insert
            command  | group_replication_applier          | group-replication    | group
            command  | Group Replication Data Set Session | group-replication    | Replication
            state    | Suspending group replication now   | group-replication    | replication
            state    | wait: group_replication_primary    | group-replication    | replication group
            user     | mysql_innodb_cluster_1             | group-replication    | mysql_innodb_cluster
            user     | mysql_innodb_rs_1                  | group-replication    | mysql_innodb
            user     | mysql_innodb_cs_1                  | group-replication    | innodb_cs_1
            command  | Clone                              | clone                | Clones
            user     | mysql.sys                          | mysql-internal       | mysql
            user     | mysql.session                      | mysql-internal       | mysql_session
            user     | mysql.infoschema                   | mysql-internal       | mysqlxinfoschema
            user     | mariadb.sys                        | mysql-internal       | mariadb
            user     | tencentroot                        | vendor               | my_tencent
            user     | tencentdb                          | vendor               | Tencentdb
            user     | tdsqlsys_agent                     | vendor               | tdsqlsys
            user     | dbbrain_agent                      | vendor-monitoring    | my_dbbrain
            user     | monitoring                         | vendor-monitoring    | my_monitor
            user     | dts_1                              | transmission         | adts_1
            user     | dts-1                              | transmission         | dts1
            user     | dts                                | transmission         | dtsx
            user     | backup                             | backup               | mybackup
            user     | xtrabackup_1                       | backup               | xtra
            user     | mariabackup                        | backup               | maria
            user     | mysqldumper                        | backup               | mysqldump
            user     | session_kill_gateway_1             | gateway              | session_kill
            """;

    private static final ProtectCatalogue BUILT_IN = ProtectCatalogue.with(List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void protectsByEachOfItsRules(String column, String value, String rule, String nearMiss) {
        assertThat(BUILT_IN.ruleFor(row(column, value))).contains(rule);
        assertThat(BUILT_IN.ruleFor(row(column, nearMiss))).isEmpty();
    }

    @Test
    void hasNoRuleThatTheTableAboveLacks() {
        Set<ProtectRule> unused = new HashSet<>(ProtectCatalogue.BUILT_IN);
        TABLE.lines()
                .filter(it -> !it.startsWith("#"))
                .map(it -> it.split("\\|", -1))
                .map(it -> row(it[0].strip(), it[1].strip()))
                .forEach(row -> unused.removeIf(it -> it.protects(row)));

        assertThat(unused).isEmpty();
        assertThat(ProtectCatalogue.BUILT_IN).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"BINLOG DUMP", "binlog dump gtid", "sLaVe_Io", "DAEMON", "daemon", "CLONE"})
    void knowsCommandsInUpperAndLowerCase(String command) {
        assertThat(BUILT_IN.ruleFor(row("command", command))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "app", "report", "admin", "repl", "mysql", "test", ""})
    void protectsNoUserThatACompanyMayHave(String user) {
        assertThat(BUILT_IN.ruleFor(row("user", user))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Sleep", "Execute", "Connect", "Killed", "Prepare", "Ping"})
    void protectsNoCommandOfAClient(String command) {
        assertThat(BUILT_IN.ruleFor(row("command", command))).isEmpty();
    }

    @Test
    void protectsNoSessionForWhatItLacks() {
        assertThat(BUILT_IN.ruleFor(TestRows.ORDINARY.db(null).state(null).sql(null).row()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # user | host           | db   | command | state     | row's user, host, db, command, state | protects
                    repl_* | -              | -    | -       | -         | repl_1,10.1.2.3:5,shop,Query,x       | true
                    repl_* | -              | -    | -       | -         | Repl_1,10.1.2.3:5,shop,Query,x       | false
                    -      | 10.1.2.3       | -    | -       | -         | app,10.1.2.3:5,shop,Query,x          | true
                    -      | 10.1.2.3:5     | -    | -       | -         | app,10.1.2.3:5,shop,Query,x          | true
                    -      | 10.1.2.3:6     | -    | -       | -         | app,10.1.2.3:5,shop,Query,x          | false
                    -      | 10.1.2.*       | -    | -       | -         | app,10.1.2.3:5,shop,Query,x          | true
                    -      | 10.1.2         | -    | -       | -         | app,10.1.2.3:5,shop,Query,x          | false
                    -      | -              | sh*  | -       | -         | app,10.1.2.3:5,shop,Query,x          | true
                    -      | -              | *    | -       | -         | app,10.1.2.3:5,,Query,x              | true
                    -      | -              | sh*  | -       | -         | app,10.1.2.3:5,,Query,x              | false
                    -      | -              | -    | SLEEP   | -         | app,10.1.2.3:5,shop,Sleep,x          | true
                    -      | -              | -    | -       | *ALTER*   | app,10.1.2.3:5,shop,Query,alter it   | true
                    -      | -              | -    | -       | *ALTER*   | app,10.1.2.3:5,shop,Query,           | false
                    app    | 10.1.2.3       | shop | query   | x         | app,10.1.2.3:5,shop,Query,x          | true
                    app    | 10.1.2.3       | shop | query   | y         | app,10.1.2.3:5,shop,Query,x          | false
                    app2   | 10.1.2.3       | shop | query   | x         | app,10.1.2.3:5,shop,Query,x          | false
                    """)
    void protectsWhereAllHoldsThatAConfiguredRuleAsksFor(
            String user,
            String host,
            String db,
            String command,
            String state,
            String row,
            boolean protects) {
        ProtectRule rule =
                new ProtectRule(
                        "protected[0]",
                        pattern(user),
                        pattern(host),
                        pattern(db),
                        pattern(command),
                        pattern(state));
        List<String> parts = Arrays.asList(row.split(",", -1));
        ProcessRow session =
                TestRows.ORDINARY
                        .user(parts.get(0))
                        .host(parts.get(1))
                        .db(parts.get(2).isEmpty() ? null : parts.get(2))
                        .command(parts.get(3))
                        .state(parts.get(4).isEmpty() ? null : parts.get(4))
                        .row();

        assertThat(ProtectCatalogue.with(List.of(rule)).ruleFor(session))
                .isEqualTo(protects ? Optional.of("protected[0]") : Optional.empty());
    }

    @Test
    void namesABuiltInRuleBeforeAConfiguredOne() {
        ProtectCatalogue catalogue =
                ProtectCatalogue.with(List.of(ProtectRule.user("protected[0]", "dts*")));

        assertThat(catalogue.ruleFor(row("user", "dts_1"))).contains("transmission");
        assertThat(catalogue.ruleFor(row("user", "dtsx"))).contains("protected[0]");
    }

    @Test
    void hasNoRuleThatAsksForNothing() {
        assertThatThrownBy(
                        () ->
                                new ProtectRule(
                                        "protected[0]",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Wildcard> pattern(String text) {
        return Optional.ofNullable(text).map(Wildcard::new);
    }

    private static ProcessRow row(String column, String value) {
        return switch (column) {
            case "user" -> TestRows.ORDINARY.user(value).row();
            case "command" -> TestRows.ORDINARY.command(value).row();
            case "state" -> TestRows.ORDINARY.state(value).row();
            default -> throw new IllegalArgumentException(column);
        };
    }
}
