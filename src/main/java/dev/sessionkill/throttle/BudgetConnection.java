package dev.sessionkill.throttle;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A connection of its own to the gateway's database: what the budget asks must not stand behind two
 * thousand writes of the record, and a lost connection must be noticed, which a pool would hide
 * (the server may have forgotten the last reservations).
 */
final class BudgetConnection {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /**
     * In milliseconds. A reservation takes one, and its loss costs a slot's rest, so it need not be
     * on disk: a server that forgets one breaks its connections first.
     */
    private static final String SESSION =
            "-c statement_timeout=1000"
                    + " -c lock_timeout=800"
                    + " -c default_transaction_isolation=read\\ committed"
                    + " -c synchronous_commit=off";

    private BudgetConnection() {}

    /** Whether replicas may share that database. */
    static boolean isShared(HikariDataSource pool) {
        return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith(POSTGRESQL);
    }

    /** To the same database as the pool, opened when it is used and again after each loss. */
    static SingleConnectionDataSource like(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty("options", SESSION);
        // In seconds.
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        SingleConnectionDataSource connection = new SingleConnectionDataSource();
        connection.setUrl(pool.getJdbcUrl());
        connection.setUsername(pool.getUsername());
        connection.setPassword(pool.getPassword());
        connection.setConnectionProperties(properties);
        connection.setSuppressClose(true);
        return connection;
    }
}
