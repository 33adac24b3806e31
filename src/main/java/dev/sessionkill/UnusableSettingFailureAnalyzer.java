package dev.sessionkill;

import java.net.BindException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the setting of a library that was read and then could not be used: a port, a file, a name.
 * What the libraries throw knows no setting, but it mostly says the value, and that is looked up.
 * Neither the value nor the message is shown, for there may be a secret in it; the level DEBUG of
 * Spring Boot's reporter shows the whole failure. Where no setting is found it is a bug, and the
 * stack trace stays.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnusableSettingFailureAnalyzer implements FailureAnalyzer {

    private final Environment environment;

    UnusableSettingFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        String reason = causes.getLast().getClass().getSimpleName();
        return causes.reversed().stream()
                .flatMap(it -> line(it, reason).stream())
                .findFirst()
                .map(it -> new FailureAnalysis(it, null, failure))
                .orElse(null);
    }

    private Optional<String> line(Throwable cause, String reason) {
        return switch (cause) {
            case PortInUseException it ->
                    Optional.of(portOf(it.getPort()) + ": port " + it.getPort() + " is in use");
            case ConnectorStartFailedException it ->
                    Optional.of(
                            portOf(it.getPort()) + ": the port cannot be opened (" + reason + ")");
            case InvalidConfigurationPropertyValueException it ->
                    Optional.of(it.getName() + ": cannot be used");
            case BindException it when says(it, "Cannot assign requested address") ->
                    Optional.of(set("server.address") + ": is no address of this machine");
            case IllegalStateException it when says(it, "Could not load store") ->
                    Optional.of(
                            set("server.ssl.bundle")
                                    + ": its keys and certificates cannot be used");
            // These repeat what their causes say, and add names of beans and files.
            case BeansException _ -> Optional.empty();
            default ->
                    new ConfiguredValues(environment)
                            .settingWhoseValueIsIn(String.valueOf(cause.getMessage()))
                            .map(it -> it + ": cannot be used (" + reason + ")");
        };
    }

    private static boolean says(Exception cause, String words) {
        return cause.getMessage() != null && cause.getMessage().startsWith(words);
    }

    /** The setting, or the management server's, if that alone is set. */
    private String set(String setting) {
        String management = "management." + setting;
        return environment.containsProperty(setting) || !environment.containsProperty(management)
                ? setting
                : management;
    }

    private String portOf(int port) {
        String management = environment.getProperty("management.server.port");
        return String.valueOf(port).equals(management) ? "management.server.port" : "server.port";
    }
}
