package dev.sessionkill.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.sessionkill.core.Caller;
import dev.sessionkill.storage.Dialect;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import dev.sessionkill.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A record in a database of its own. */
final class TestRecord implements AutoCloseable {

    static final Caller CALLER = new Caller("sub:ops-portal", Set.of());

    private final HikariDataSource database;
    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    final MeterRegistry meters = new SimpleMeterRegistry();
    final String url;
    final JdbcClient jdbc;
    final Transactions transactions;
    final AuditLog log;
    final LoneEvents lone;
    final AuditTable table;
    final CheckpointTable checkpoints;
    final ChainReader reader;

    TestRecord(Path directory) {
        this(sqlite(directory));
    }

    /** In a database that has been brought to what the gateway expects. */
    TestRecord(HikariDataSource database) {
        this.database = Dialect.patient(database);
        url = database.getJdbcUrl();
        jdbc = JdbcClient.create(database);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(
                NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(database));
        context.registerBean(
                JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(HikariDataSource.class, () -> database);
        context.registerBean(Spans.class, () -> Spans.NONE);
        context.registerBean(MeterRegistry.class, () -> meters);
        context.register(
                Proxies.class,
                Transactions.class,
                JdbcAuditLog.class,
                AuditTable.class,
                CheckpointTable.class,
                ChainReader.class);
        context.refresh();
        transactions = context.getBean(Transactions.class);
        log = context.getBean(AuditLog.class);
        lone = new LoneEvents(transactions, log);
        table = context.getBean(AuditTable.class);
        checkpoints = context.getBean(CheckpointTable.class);
        reader = context.getBean(ChainReader.class);
    }

    private static HikariDataSource sqlite(Path directory) {
        HikariDataSource database = new HikariDataSource();
        database.setJdbcUrl("jdbc:sqlite:" + directory.resolve("record.db"));
        database.setMaximumPoolSize(1);
        database.addDataSourceProperty("journal_mode", "WAL");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/common", "classpath:db/migration/sqlite")
                .load()
                .migrate();
        return database;
    }

    @EnableTransactionManagement
    static class Proxies {}

    void append(AuditEvent event) {
        transactions.run(Turn.NEW, () -> log.append(event));
    }

    /** Adds so many events. */
    void grow(int events) {
        for (int i = 0; i < events; i++) {
            append(AuditEvent.of(AuditKind.LISTED, CALLER, Map.of("rows", i)));
        }
    }

    /** Checkpoints that go nowhere, when they are asked for. */
    CheckpointSchedule schedule() {
        CheckpointDestination nowhere = new CheckpointDestination.Nowhere();
        return new CheckpointSchedule(
                new Checkpoints(reader, nowhere, TestNotes.signer()), nowhere, Duration.ofHours(1));
    }

    RunningVerification verification() {
        return new RunningVerification(reader, new CheckpointDestination.Nowhere());
    }

    List<RecordedEvent> events() {
        return table.after(0, Integer.MAX_VALUE);
    }

    ChainEnd head() {
        return table.head().end();
    }

    /** Does what only the owner of the database can. */
    void asItsOwner(String... statements) {
        jdbc.sql("select name from sqlite_master where type = 'trigger'")
                .query(String.class)
                .list()
                .forEach(it -> jdbc.sql("drop trigger " + it).update());
        for (String statement : statements) {
            jdbc.sql(statement).update();
        }
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
