package dev.sessionkill.kill;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.Transactions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The store over a database of its own, with a record that a test can read and break. */
final class TestStore implements AutoCloseable {

    private final HikariDataSource database;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    /** What was recorded. */
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    /** The kind of event that the record does not take. */
    volatile @Nullable AuditKind broken;

    final KillStore store;
    final KillReader reader;

    TestStore(Path directory) {
        this(Dialect.SQLITE, directory);
    }

    TestStore(Dialect dialect, Path directory) {
        database = Dialect.open(dialect.newDatabase(directory));
        Dialect.migrate(database);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(
                JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(AuditLog.class, () -> this::append);
        context.registerBean(HikariDataSource.class, () -> database);
        context.register(Transactions.class, SessionTable.class, KillStore.class, KillReader.class);
        context.refresh();
        store = context.getBean(KillStore.class);
        reader = context.getBean(KillReader.class);
    }

    List<AuditKind> kinds() {
        return events.stream().map(AuditEvent::kind).toList();
    }

    JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    private void append(AuditEvent event) {
        if (event.kind() == broken) {
            throw new TransientDataAccessResourceException("broken for the test");
        }
        events.add(event);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
