package dev.sessionkill.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * Who lives on the sandbox's two instances: an orders shop and a reporting database. The ids of the
 * long-running statements are the same on every start, so that a manual can name them. Two of them
 * are hard to be rid of: 1004 rolls back for a while after its kill, and behind 1007 is a dashboard
 * that connects again at once under a new id and asks the same.
 */
final class Inhabitants {

    static final String SHOP = "cdb-sandbox1";
    static final String REPORTING = "cdb-sandbox2";

    /** How long the big transaction stays as {@code Command=Killed}. */
    static final Duration ROLLBACK = Duration.ofSeconds(5);

    private Inhabitants() {}

    static void settle(InMemoryInstances instances) {
        instances.addVisited(SHOP, new Passersby(4, 5000, "shop"));
        instances.add(SHOP, serverThreads().toArray(SandboxSession[]::new));
        for (int i = 0; i < 26; i++) {
            instances.add(SHOP, pooled(100 + i, "shop", "shop", i));
        }
        instances.add(
                SHOP,
                report(
                        1001,
                        873,
                        "shop",
                        "select year(placed_at), sum(total) from orders group by 1"),
                report(
                        1002,
                        1432,
                        "shop",
                        "select * from orders o join items i on i.order_id = o.id"),
                report(1003, 2718, "shop", "select customer_id, count(*) from orders group by 1"),
                SandboxSession.running(
                        1005,
                        "shop",
                        "10.0.1.9:41005",
                        "shop",
                        41,
                        "update stock set reserved = reserved + 1 where sku = 'A-1001'"),
                SandboxSession.idle(1006, "admin", "10.9.0.7:50122", "shop", 65));
        instances.addRollingBack(
                SHOP,
                SandboxSession.running(
                        1004,
                        "batch",
                        "10.0.3.5:45004",
                        "shop",
                        1260,
                        "delete from orders_archive where placed_at < '2020-01-01'"),
                ROLLBACK);

        instances.addRespawning(
                SHOP,
                SandboxSession.running(
                        1007,
                        "report",
                        "10.0.4.70:53070",
                        "shop",
                        37,
                        "select sku, sum(quantity) from items group by sku order by 2 desc"));

        instances.addVisited(REPORTING, new Passersby(1, 5000, "reporting"));
        instances.add(REPORTING, serverThreads().toArray(SandboxSession[]::new));
        for (int i = 0; i < 6; i++) {
            instances.add(REPORTING, pooled(100 + i, "bi", "reporting", i));
        }
        instances.add(
                REPORTING,
                report(
                        2001,
                        655,
                        "reporting",
                        "select region, sum(total) from sales group by region"),
                report(
                        2002,
                        3905,
                        "reporting",
                        "select * from sales s, visits v where s.day = v.day"),
                SandboxSession.running(
                        2003,
                        "report_etl",
                        "10.0.4.8:47003",
                        "reporting",
                        780,
                        "insert into sales_daily select day, sum(total) from sales group by day"));
    }

    private static List<SandboxSession> serverThreads() {
        return List.of(
                new SandboxSession(
                        5,
                        "event_scheduler",
                        "localhost",
                        null,
                        "Daemon",
                        86_400,
                        "Waiting on empty queue",
                        null),
                new SandboxSession(
                        7,
                        "system user",
                        "",
                        null,
                        "Connect",
                        86_390,
                        "Waiting for source to send event",
                        null),
                new SandboxSession(
                        8,
                        "system user",
                        "",
                        null,
                        "Query",
                        86_390,
                        "Replica has read all relay log; waiting for more updates",
                        null),
                new SandboxSession(
                        21,
                        "repl_dr",
                        "10.0.9.2:33061",
                        null,
                        "Binlog Dump GTID",
                        86_000,
                        "Source has sent all binlog to replica; waiting for more updates",
                        null));
    }

    private static SandboxSession pooled(long id, String user, String db, int i) {
        String host = "10.0.%d.%d:%d".formatted(1 + i % 2, 11 + i / 4, 40_100 + i);
        return SandboxSession.idle(id, user, host, db, 1 + i * 7L % 55);
    }

    private static SandboxSession report(long id, long seconds, String db, String sql) {
        return SandboxSession.running(
                id, "report", "10.0.4.%d:52344".formatted(id % 100), db, seconds, sql);
    }
}
