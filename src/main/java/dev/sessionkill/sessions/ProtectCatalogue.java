package dev.sessionkill.sessions;

import dev.sessionkill.dbbrain.ProcessRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sessions that no grant lets anybody kill, because a server, its replicas or the vendor's own
 * service would suffer: a table that is built in, and what an operator added to it.
 */
public final class ProtectCatalogue {

    /** Grows whenever a row of the built-in table is added or changed. */
    public static final int VERSION = 1;

    /**
     * Sources: MySQL's manual, "Examining Server Thread (Process) Information" for the commands and
     * the users of threads without a client, "Reserved Accounts" for {@code mysql.*}; MariaDB's
     * "Thread Command Values". The vendor's accounts all begin with {@code tencent}, those of its
     * TDSQL agents with {@code tdsqlsys_}.
     */
    static final List<ProtectRule> BUILT_IN =
            List.of(
                    ProtectRule.user("system-user", "system user"),
                    ProtectRule.user("event-scheduler", "event_scheduler"),
                    ProtectRule.command("daemon", "daemon"),
                    ProtectRule.command("binlog-dump", "binlog dump*"),
                    ProtectRule.command("replica-registration", "register slave"),
                    ProtectRule.command("replica-registration", "register replica"),
                    ProtectRule.command("replica-io", "slave_io"),
                    ProtectRule.command("replica-applier", "slave_sql"),
                    ProtectRule.command("replica-applier", "slave_worker"),
                    ProtectRule.command("replica-connection", "connect out"),
                    ProtectRule.command("table-dump", "table dump"),
                    ProtectRule.command("delayed-insert", "delayed insert"),
                    ProtectRule.command("group-replication", "group_replication*"),
                    ProtectRule.command("group-replication", "group replication*"),
                    ProtectRule.state("group-replication", "*group replication*"),
                    ProtectRule.state("group-replication", "*group_replication*"),
                    ProtectRule.user("group-replication", "mysql_innodb_cluster_*"),
                    ProtectRule.user("group-replication", "mysql_innodb_rs_*"),
                    ProtectRule.user("group-replication", "mysql_innodb_cs_*"),
                    ProtectRule.command("clone", "clone"),
                    ProtectRule.user("mysql-internal", "mysql.*"),
                    ProtectRule.user("mysql-internal", "mariadb.sys"),
                    ProtectRule.user("vendor", "tencent*"),
                    ProtectRule.user("vendor", "tdsqlsys_*"),
                    ProtectRule.user("vendor-monitoring", "dbbrain*"),
                    ProtectRule.user("vendor-monitoring", "monitor*"),
                    ProtectRule.user("transmission", "dts_*"),
                    ProtectRule.user("transmission", "dts-*"),
                    ProtectRule.user("transmission", "dts"),
                    ProtectRule.user("backup", "backup*"),
                    ProtectRule.user("backup", "xtrabackup*"),
                    ProtectRule.user("backup", "mariabackup*"),
                    ProtectRule.user("backup", "mysqldumper*"),
                    ProtectRule.user("gateway", "session_kill_gateway*"));

    private final List<ProtectRule> rules;

    private ProtectCatalogue(List<ProtectRule> rules) {
        this.rules = rules;
    }

    /** The built-in table and these rules. */
    public static ProtectCatalogue with(List<ProtectRule> added) {
        return new ProtectCatalogue(Stream.concat(BUILT_IN.stream(), added.stream()).toList());
    }

    /** The name of the first rule that protects this session; empty if none does. */
    public Optional<String> ruleFor(ProcessRow row) {
        return rules.stream().filter(it -> it.protects(row)).map(ProtectRule::name).findFirst();
    }
}
