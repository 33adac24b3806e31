package dev.sessionkill.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** A real MySQL or MariaDB, which goes by all the instance ids it was given. */
public final class JdbcInstances implements Instances {

    private static final int TIMEOUT_SECONDS = 5;
    private static final int ER_NO_SUCH_THREAD = 1094;

    private final String url;
    private final Properties login;
    private final Set<String> names;

    private JdbcInstances(String url, Properties login, Set<String> names) {
        this.url = url;
        this.login = login;
        this.names = Set.copyOf(names);
    }

    /**
     * Connects once, to find out now whether the server is there.
     *
     * @param url a JDBC URL, such as {@code jdbc:mariadb://127.0.0.1:3306/}
     * @throws SQLException if the server does not answer, or not to this user
     */
    public static JdbcInstances at(String url, String username, String password, Set<String> names)
            throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", username);
        login.setProperty("password", password);
        // Per connection: DriverManager's own login timeout would bind every other driver too.
        login.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS * 1000));
        login.setProperty("socketTimeout", Integer.toString(2 * TIMEOUT_SECONDS * 1000));
        JdbcInstances instances = new JdbcInstances(url, login, names);
        instances.processList();
        return instances;
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public List<SandboxSession> sessions(String instance) {
        if (!names.contains(instance)) {
            return List.of();
        }
        try {
            return processList();
        } catch (SQLException e) {
            throw new UnavailableException("the process list cannot be read", e);
        }
    }

    @Override
    public boolean kill(String instance, long thread) {
        if (!names.contains(instance)) {
            return false;
        }
        try (Connection connection = connect();
                Statement statement = statement(connection)) {
            statement.execute("kill " + thread);
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == ER_NO_SUCH_THREAD) {
                return false;
            }
            throw new UnavailableException("the session cannot be killed", e);
        }
    }

    private List<SandboxSession> processList() throws SQLException {
        try (Connection connection = connect();
                Statement statement = statement(connection)) {
            long own = ownId(statement);
            List<SandboxSession> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("show full processlist")) {
                while (found.next()) {
                    if (found.getLong("Id") != own) {
                        rows.add(row(found));
                    }
                }
            }
            rows.sort(Comparator.comparingLong(SandboxSession::id));
            return List.copyOf(rows);
        }
    }

    private static long ownId(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("select connection_id()")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static SandboxSession row(ResultSet found) throws SQLException {
        return new SandboxSession(
                found.getLong("Id"),
                Objects.requireNonNullElse(found.getString("User"), ""),
                Objects.requireNonNullElse(found.getString("Host"), ""),
                found.getString("db"),
                Objects.requireNonNullElse(found.getString("Command"), ""),
                found.getLong("Time"),
                found.getString("State"),
                found.getString("Info"));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    private static Statement statement(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        return statement;
    }
}
