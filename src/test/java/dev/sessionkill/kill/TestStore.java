package dev.sessionkill.kill;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.audit.Denials;
import dev.sessionkill.audit.TestDenials;
import dev.sessionkill.core.KillId;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.RowLock;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.tracing.Spans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The store over a database of its own, with a record that a test can read and break. */
final class TestStore implements AutoCloseable {

    private final HikariDataSource database;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    /** Who carries out what is entered. */
    static final String OWNER = "this-process";

    private final JdbcClient jdbc;

    /** What was recorded. */
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    /** The kind of event that the record does not take. */
    volatile @Nullable AuditKind broken;

    /** What happens when something is recorded, before that is committed. */
    volatile Consumer<AuditEvent> whenRecorded = _ -> {};

    final KillStore store;
    final KillReader reader;
    final KillRegister register;
    final KillLeases leases;
    final Denials denials;

    TestStore(Path directory) {
        this(Dialect.SQLITE, directory);
    }

    TestStore(Dialect dialect, Path directory) {
        this(dialect.newPatientDatabase(directory));
    }

    TestStore(String url) {
        database = Dialect.patient(Dialect.open(url));
        Dialect.migrate(database);
        jdbc = JdbcClient.create(database);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(
                NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(database));
        context.registerBean(
                JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(AuditLog.class, () -> this::append);
        context.registerBean(HikariDataSource.class, () -> database);
        context.registerBean(Spans.class, () -> Spans.NONE);
        context.register(
                Transactions.class,
                RowLock.class,
                KillRows.class,
                SessionTable.class,
                CallTable.class,
                KillTable.class,
                OrderTable.class,
                KillStore.class,
                KillReader.class,
                KillRegister.class,
                KillLeases.class);
        context.refresh();
        store = context.getBean(KillStore.class);
        register = context.getBean(KillRegister.class);
        leases = context.getBean(KillLeases.class);
        reader = context.getBean(KillReader.class);
        denials = TestDenials.over(context.getBean(Transactions.class), this::append);
    }

    /** Records an order of the usual caller as a kill. */
    Kill enter(KillId id, KillOrder order, Duration deadline) {
        var entry =
                new KillRegister.Entry(
                        id, order, SampleOrders.TARGET, SampleOrders.CALLER, Optional.empty());
        return switch (register.enter(entry, OWNER, deadline)) {
            case KillRegister.Entered.Anew(Kill kill) -> kill;
            case KillRegister.Entered.Before _ ->
                    throw new IllegalStateException("an order without a key was never here");
        };
    }

    /** Writes down a kill that was just entered. */
    KillRecorder recorder(Kill kill) {
        return recorder(TestMembers.of(kill));
    }

    /** Writes down what those do together. */
    KillRecorder recorder(Member... members) {
        return new KillRecorder(store, new Batch(List.of(members)));
    }

    /** The lease of a kill that was just entered. */
    static Lease firstLease() {
        return new Lease(1, System.nanoTime(), System::nanoTime);
    }

    /** Ends every lease, as time does when nobody renews it. */
    void leasesRunOut() {
        jdbc.sql("update kill set lease_until = 0").update();
    }

    List<AuditKind> kinds() {
        return events.stream().map(AuditEvent::kind).toList();
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    private void append(List<AuditEvent> added) {
        if (added.stream().anyMatch(it -> it.kind() == broken)) {
            throw new TransientDataAccessResourceException("broken for the test");
        }
        added.forEach(whenRecorded);
        events.addAll(added);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
