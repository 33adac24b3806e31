package dev.sessionkill.throttle;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.PostgresServer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Four slots on a real PostgreSQL, whose clock stands still at a time that a test sets. */
abstract class SlotsOnPostgres {

    static final long MS = 1_000_000;
    static final long REST = CallBudgets.REST.toNanos();

    private final HikariDataSource database = Dialect.open(PostgresServer.shared().newDatabase());
    private final JdbcClient jdbc = JdbcClient.create(database);
    final SlotTable table;

    SlotsOnPostgres() {
        Dialect.migrate(database);
        clock(1_000_000);
        table = table(4);
    }

    @AfterEach
    void close() {
        table.close();
        database.close();
    }

    long opens(SlotTable.Reservation reservation) {
        return jdbc.sql("select free_at from budget_slot where slot = :slot")
                        .param("slot", reservation.slot())
                        .query(Long.class)
                        .single()
                * 1000;
    }

    SlotTable.Reservation take() {
        return ask(Lane.ORDINARY).reservation().orElseThrow();
    }

    List<SlotTable.Reservation> take(int count) {
        return Stream.generate(this::take).limit(count).toList();
    }

    SlotTable.Answer ask(Lane lane) {
        return ask(table, lane);
    }

    static SlotTable.Answer ask(SlotTable table, Lane lane) {
        return table.reserve(
                new SlotTable.Wish(lane, SharedQueue.ahead(lane), null, null, 0, 50 * MS));
    }

    SlotTable.Answer prepare(UUID claim) {
        return table.reserve(
                new SlotTable.Wish(
                        Lane.PAIRED, CallQueue.CALLED_UP, claim, null, 100 * MS, 50 * MS));
    }

    SlotTable table(int calls) {
        return new JdbcSlotTable(
                BudgetConnection.like(database), new AccountName("default"), "Kill", calls);
    }

    void clock(long millis) {
        jdbc.sql(
                        "create or replace view budget_clock (now_us) as select cast(%d as bigint)"
                                .formatted(millis * 1000))
                .update();
    }
}
