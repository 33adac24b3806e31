package dev.sessionkill.throttle;

import dev.sessionkill.core.AccountName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The slots in PostgreSQL, whose clock counts in microseconds here. */
final class JdbcSlotTable implements SlotTable {

    private static final long REST = micros(CallBudgets.REST.toNanos());
    private static final long PAUSE = micros(DatabaseClock.QUARANTINE);

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private final AccountName account;
    private final String action;
    private final int calls;
    private boolean open;
    private int connections;

    JdbcSlotTable(
            SingleConnectionDataSource connection, AccountName account, String action, int calls) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(connection);
        this.account = account;
        this.action = action;
        this.calls = calls;
    }

    @Override
    public Answer reserve(Wish wish) {
        open();
        return ofBudget(
                        """
                        select now_us, server, calls, vacant, used, next_us,
                               slot, turn, start_us, before_us, free_us
                          from budget_reserve(:account, :action, :calls, :rest, :hold, :pause,
                                              :ahead, :keep, cast(:slack as bigint),
                                              cast(:claim as uuid), :takes, cast(:arrived as uuid))
                        """)
                .param("calls", calls)
                .param("rest", REST)
                .param("hold", micros(SharedQueue.HOLD))
                .param("pause", PAUSE)
                .param("ahead", wish.ahead() < 0 ? -1 : micros(wish.ahead()))
                .param("keep", wish.lane().keepsOpen())
                .param("slack", wish.lane() == Lane.URGENT ? null : micros(wish.slack()))
                .param("claim", wish.claim())
                .param("takes", micros(wish.takes()))
                .param("arrived", wish.arrived())
                .query((row, _) -> answer(row))
                .single();
    }

    private Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                nanos(row.getLong("now_us")),
                row.getString("server") + " over connection " + connections,
                row.getInt("calls"),
                row.getInt("vacant"),
                row.getInt("used"),
                nanos(row.getLong("next_us")),
                row.getObject("slot") == null
                        ? Optional.empty()
                        : Optional.of(
                                new Reservation(
                                        row.getInt("slot"),
                                        row.getLong("turn"),
                                        nanos(row.getLong("start_us")),
                                        nanos(row.getLong("before_us")),
                                        nanos(row.getLong("free_us")))));
    }

    @Override
    public void write(List<Note> notes) {
        open();
        for (Note note : notes) {
            switch (note) {
                case Note.Sent(Reservation it, long at) -> sent(it, micros(at + 999));
                case Note.Unsent(Reservation it) -> unsent(it);
                case Note.Dropped(UUID claim) -> dropped(claim);
                case Note.Exceeded() -> exceeded();
            }
        }
    }

    private void sent(Reservation it, long at) {
        settle(
                """
                update budget_slot s
                   set used_at = :at, free_at = :at + :rest * w.quarters / 4
                  from budget_width w
                 where w.account = s.account and w.action = s.action
                   and s.account = :account and s.action = :action and s.slot = :slot
                   and s.turn = :turn and s.free_at = :free
                """,
                it,
                at);
    }

    private void unsent(Reservation it) {
        settle(
                """
                update budget_slot
                   set used_at = :at - :rest, free_at = :at
                 where account = :account and action = :action and slot = :slot
                   and turn = :turn and free_at = :free
                """,
                it,
                micros(it.before()));
    }

    private void settle(String update, Reservation it, long at) {
        ofBudget(update)
                .param("at", at)
                .param("rest", REST)
                .param("slot", it.slot())
                .param("turn", it.turn())
                .param("free", micros(it.free()))
                .update();
    }

    private void dropped(UUID claim) {
        ofBudget(
                        """
                        delete from budget_claim
                         where account = :account and action = :action and id = :claim
                        """)
                .param("claim", claim)
                .update();
    }

    private void exceeded() {
        ofBudget(
                        """
                        update call_budget b
                           set widened = least(:most, w.quarters - 4 + 1),
                               widened_until = c.now_us + :lasts
                          from budget_width w, budget_clock c
                         where w.account = b.account and w.action = b.action
                           and b.account = :account and b.action = :action
                        """)
                .param("most", Widening.MOST)
                .param("lasts", micros(Widening.LASTS))
                .update();
    }

    /** Makes sure of the rows, on every new connection: another database may be behind it. */
    private void open() {
        if (open) {
            return;
        }
        enter(
                """
                insert into call_budget (account, action, calls, calls_at)
                select :account, :action, :calls, now_us from budget_clock
                    on conflict do nothing
                """);
        enter(
                """
                insert into budget_slot (account, action, slot)
                select :account, :action, it from generate_series(0, :calls - 1) it
                    on conflict do nothing
                """);
        connections++;
        open = true;
    }

    private void enter(String rows) {
        ofBudget(rows).param("calls", calls).update();
    }

    private JdbcClient.StatementSpec ofBudget(String sql) {
        return jdbc.sql(sql).param("account", account.value()).param("action", action);
    }

    @Override
    public void reconnect() {
        open = false;
        connection.resetConnection();
    }

    @Override
    public void close() {
        connection.destroy();
    }

    private static long micros(long nanos) {
        return nanos / 1000;
    }

    private static long nanos(long micros) {
        return micros * 1000;
    }
}
