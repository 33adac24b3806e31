package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How PostgreSQL is opened. Every wait for it has an end, on our side and on the server's: what a
 * caller no longer waits for must not hold locks that others need. A parameter in the URL wins over
 * the one that is set here.
 */
final class Postgresql {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String OPTIONS = "options";
    private static final String ANSWER = "socketTimeout";

    /** A transaction takes milliseconds, and those that write the record go one by one. */
    private static final int CONNECTIONS = 8;

    /**
     * For each session, in milliseconds. The server gives up before the client does, so that the
     * connection survives; and it ends the transaction of a client that has fallen silent.
     */
    private static final String SESSION =
            "-c statement_timeout=2000"
                    + " -c lock_timeout=1500"
                    + " -c idle_in_transaction_session_timeout=3000"
                    + " -c default_transaction_isolation=read\\ committed"
                    + " -c synchronous_commit=on";

    private Postgresql() {}

    static boolean isMeant(String url) {
        return url.startsWith(PREFIX);
    }

    /** Of the SQLSTATEs: no connection, no such user, no such database, full, or starting. */
    static Optional<String> refusal(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState())
                .filter(it -> it.matches("(08|28|3D|53|57P).*"))
                .map(it -> "SQLSTATE " + it);
    }

    /** Whether the user has no right to what was tried. */
    static boolean forbidsIt(SQLException failure) {
        return "42501".equals(failure.getSQLState());
    }

    static void prepare(HikariDataSource pool) {
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setValidationTimeout(1000);
        pool.setExceptionOverride(new ReadOnlyServer());
        pool.addDataSourceProperty("ApplicationName", "session-kill-gateway");
        pool.addDataSourceProperty(OPTIONS, SESSION);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // A batch of rows becomes one statement.
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // In seconds: to connect, to log in, and for each answer after that.
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("loginTimeout", "2");
        pool.addDataSourceProperty(ANSWER, "3");
    }

    /** Connections for migrations: these may take minutes, and wait idle while another works. */
    static DataSource patient(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.remove(OPTIONS);
        properties.setProperty(ANSWER, "600");
        DriverManagerDataSource connections = new DriverManagerDataSource(pool.getJdbcUrl());
        connections.setConnectionProperties(properties);
        connections.setUsername(pool.getUsername());
        connections.setPassword(pool.getPassword());
        return connections;
    }

    /** After a failover a connection may still lead to what is a replica now: it is replaced. */
    private static final class ReadOnlyServer implements SQLExceptionOverride {
        private static final String READ_ONLY_SQL_TRANSACTION = "25006";

        @java.lang.Override
        public Override adjudicate(SQLException e) {
            return READ_ONLY_SQL_TRANSACTION.equals(e.getSQLState())
                    ? Override.MUST_EVICT
                    : Override.CONTINUE_EVICT;
        }
    }
}
