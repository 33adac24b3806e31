package dev.sessionkill.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes of a JVM the same MariaDB, because starting one takes long. */
public final class SharedMariaDb implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(MariaDbServer.class);
    }

    @Override
    public MariaDbServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedMariaDb.class))
                .computeIfAbsent(
                        MariaDbServer.class, _ -> MariaDbServer.start(), MariaDbServer.class);
    }
}
