package dev.sessionkill.kill;

import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who carries out which kill, in the database and on its clock. */
@Repository
class KillLeases {

    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    /**
     * From the deadline of a kill that may have been committed until even a replica that started
     * anew would know what became of it.
     */
    private static final Duration TO_FIND_OUT = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Transactions transactions;
    private final KillReader reader;
    private final KillTable kills;
    private final JsonMapper json = JsonMapper.shared();

    KillLeases(
            JdbcClient jdbc,
            AuditLog audit,
            Transactions transactions,
            KillReader reader,
            KillTable kills) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transactions = transactions;
        this.reader = reader;
        this.kills = kills;
    }

    /**
     * A kill that somebody else had to leave.
     *
     * @param kill as it stands
     * @param epoch ours from now on
     * @param requester who asked for it
     * @param left how much time is left until its deadline; negative when it has passed
     * @param sinceMove how long ago its state was last written
     */
    record TakenOver(Kill kill, long epoch, Caller requester, Duration left, Duration sinceMove) {}

    /**
     * Renews our leases of those kills that are unfinished.
     *
     * @param epochs ours, by kill
     * @return whose lease was renewed
     */
    Set<KillId> renew(NavigableMap<KillId, Long> epochs) {
        return transactions.run(Turn.UNDER_WAY, () -> kills.renew(epochs));
    }

    /**
     * Unfinished kills whose lease has run out. Those of other accounts than these are left to
     * replicas that have the account, for as long as one of them could still do something for them:
     * while nothing was committed until their deadline, and else {@link #TO_FIND_OUT} longer.
     */
    List<KillId> abandoned(Collection<AccountName> accounts, int most) {
        return transactions.run(
                Turn.NEW,
                () ->
                        jdbc.sql(
                                        """
                                        select id
                                          from kill
                                         where finished_at is null
                                           and lease_until < (select now_ms from db_clock)
                                           and (account in (:accounts)
                                                or deadline
                                                     + case when state in ('QUEUED', 'PREPARING')
                                                            then 0 else :toFindOut end
                                                   < (select now_ms from db_clock))
                                         order by lease_until
                                         limit :most
                                        """)
                                .param("accounts", names(accounts))
                                .param("toFindOut", TO_FIND_OUT.toMillis())
                                .param("most", most)
                                .query((row, _) -> KillId.parse(row.getString(1)).orElseThrow())
                                .list());
    }

    /** An empty list is no SQL. */
    private static List<String> names(Collection<AccountName> accounts) {
        return Stream.concat(Stream.of(""), accounts.stream().map(AccountName::value)).toList();
    }

    /** Takes over an abandoned kill; empty when somebody else was first. */
    Optional<TakenOver> takeOver(KillId id, String owner) {
        return transactions.run(
                Turn.NEW,
                () -> {
                    Optional<TakenOver> taken = take(id, owner);
                    taken.ifPresent(
                            it -> audit.append(KillEvents.takenOver(it.kill(), it.epoch())));
                    return taken;
                });
    }

    private Optional<TakenOver> take(KillId id, String owner) {
        return jdbc.sql(
                        """
                        update kill
                           set owner = :owner, epoch = epoch + 1,
                               lease_until = (select now_ms from db_clock) + :lease
                         where id = :id
                           and finished_at is null
                           and lease_until < (select now_ms from db_clock)
                        returning epoch, requested_by, requester_groups,
                                  deadline - (select now_ms from db_clock) as left_ms,
                                  (select now_ms from db_clock) - moved_at as moved_ms
                        """)
                .param("id", id.toString())
                .param("owner", owner)
                .param("lease", Lease.LENGTH.toMillis())
                .query((row, _) -> taken(row))
                .optional()
                .map(it -> it.apply(reader.read(id).orElseThrow()));
    }

    private Function<Kill, TakenOver> taken(ResultSet row) throws SQLException {
        long epoch = row.getLong("epoch");
        Caller requester =
                new Caller(
                        row.getString("requested_by"),
                        json.readValue(row.getString("requester_groups"), NAMES));
        Duration left = Duration.ofMillis(row.getLong("left_ms"));
        Duration sinceMove = Duration.ofMillis(row.getLong("moved_ms"));
        return kill -> new TakenOver(kill, epoch, requester, left, sinceMove);
    }

    /** Cancels a kill that has not begun; false when it has, or has ended, or is not there. */
    boolean withdraw(KillId id, AuditEvent event) {
        return withdraw(id, event, () -> {});
    }

    /** The same for one that was never confirmed: under its key the order may be given again. */
    boolean withdrawUnconfirmed(KillId id, AuditEvent event) {
        return withdraw(
                id,
                event,
                () ->
                        jdbc.sql("delete from idempotency_key where kill_id = :id")
                                .param("id", id.toString())
                                .update());
    }

    private boolean withdraw(KillId id, AuditEvent event, Runnable also) {
        return transactions.run(
                Turn.NEW,
                () -> {
                    boolean cancelled = kills.cancel(id);
                    if (cancelled) {
                        also.run();
                        audit.append(event);
                    }
                    return cancelled;
                });
    }
}
