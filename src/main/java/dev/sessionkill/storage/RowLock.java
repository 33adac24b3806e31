package dev.sessionkill.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.stereotype.Component;

/**
 * How a query keeps the rows that it finds until its transaction ends. Whoever needs several asks
 * for them ordered by their key, so that transactions never wait for each other in a circle.
 */
@Component
public class RowLock {

    private final String clause;

    /** SQLite lets one transaction write at a time, and knows no such clause. */
    RowLock(HikariDataSource pool) {
        this.clause = Postgresql.isMeant(pool.getJdbcUrl()) ? " for update" : "";
    }

    /** The query with what has to stand at its end. */
    public String on(String query) {
        return query + clause;
    }
}
