package dev.sessionkill.kill;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.storage.Transactions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The store over a database of its own, with a record that a test can read and break. */
final class TestStore implements AutoCloseable {

    private final HikariDataSource database = new HikariDataSource();
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    /** What was recorded. */
    final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    /** The kind of event that the record does not take. */
    volatile @Nullable AuditKind broken;

    final KillStore store;
    final KillReader reader;

    TestStore(Path directory) {
        database.setJdbcUrl("jdbc:sqlite:" + directory.resolve("kills.db"));
        database.setMaximumPoolSize(1);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/sqlite")
                .load()
                .migrate();
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(
                DataSourceTransactionManager.class,
                () -> new DataSourceTransactionManager(database));
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
