package dev.sessionkill.sessions;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what is shown of sessions, {@code gateway.sessions}.
 *
 * @param sql how much of a statement is shown: {@code full}, {@code digest} or {@code none}
 */
@ConfigurationProperties(prefix = "gateway.sessions", ignoreUnknownFields = false)
public record SessionSettings(@DefaultValue("full") ShownSql sql) {

    /** How much of a statement callers see. */
    public enum ShownSql {
        /** As the vendor shows it. */
        FULL,
        /** Without the data in it. */
        DIGEST,
        /** Nothing. */
        NONE;

        @Nullable String of(@Nullable String sql) {
            return switch (this) {
                case FULL -> sql;
                case DIGEST -> sql == null ? null : Statements.digest(sql);
                case NONE -> null;
            };
        }
    }
}
