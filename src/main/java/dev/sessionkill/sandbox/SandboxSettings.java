package dev.sessionkill.sandbox;

import dev.sessionkill.core.SettingException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * {@code gateway.sandbox}.
 *
 * @param latency how long every answer is held back
 * @param callsPerSecond the limit per action in any sliding second; 0 means none
 * @param mysql a real server to stand over instead of the made-up instances
 */
record SandboxSettings(
        @DefaultValue("80ms") Duration latency,
        @DefaultValue("20") int callsPerSecond,
        @Nullable Mysql mysql) {

    private static final String NAME = "gateway.sandbox";

    /**
     * @param url of the MariaDB driver, e.g. {@code jdbc:mariadb://127.0.0.1:3306/}
     * @param username who may see and kill all sessions
     * @param password of that user
     * @param instances the instance ids by which the server goes
     */
    record Mysql(
            @Nullable String url,
            @DefaultValue("root") String username,
            @DefaultValue("") String password,
            @DefaultValue("cdb-sandbox1") Set<String> instances) {}

    static SandboxSettings of(Environment environment) {
        SandboxSettings settings;
        try {
            settings =
                    Binder.get(environment)
                            .bindOrCreate(
                                    NAME,
                                    Bindable.of(SandboxSettings.class),
                                    new NoUnboundElementsBindHandler(
                                            BindHandler.DEFAULT,
                                            new UnboundElementsSourceFilter()));
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
                throw new SettingException(
                        unknown.getUnboundProperties().iterator().next().getName().toString(),
                        "not a known setting");
            }
            throw new SettingException(e.getName().toString(), "cannot be read; see the manual");
        }
        if (settings.latency.isNegative()) {
            throw new SettingException(NAME + ".latency", "must not be negative");
        }
        if (settings.callsPerSecond < 0) {
            throw new SettingException(
                    NAME + ".calls-per-second", "must be 0 (no limit) or greater");
        }
        return settings;
    }

    SandboxOptions options() {
        SandboxOptions options =
                SandboxOptions.defaults().withLatency(latency).withRateLimit(callsPerSecond);
        return mysql == null || mysql.url() == null
                ? options
                : options.withInstances(connect(mysql, mysql.url()));
    }

    private static Instances connect(Mysql mysql, String url) {
        if (!url.startsWith("jdbc:mariadb:")) {
            throw new SettingException(
                    NAME + ".mysql.url", "must be like jdbc:mariadb://127.0.0.1:3306/");
        }
        try {
            return JdbcInstances.at(url, mysql.username(), mysql.password(), mysql.instances());
        } catch (SQLException e) {
            throw new SettingException(
                    NAME + ".mysql.url",
                    "no server answers there to this username and password (SQL state "
                            + e.getSQLState()
                            + ")");
        }
    }
}
