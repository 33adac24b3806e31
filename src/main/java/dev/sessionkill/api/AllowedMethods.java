package dev.sessionkill.api;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The header {@code Allow} of a path, the same for each method that it does not know: Spring leaves
 * out what it adds by itself, and Tomcat, which answers TRACE, names what a servlet could do.
 */
@Component
class AllowedMethods {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    AllowedMethods(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Of the path of a request; empty where no controller is. */
    String at(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        Set<RequestMethod> allowed = EnumSet.noneOf(RequestMethod.class);
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods().keySet().stream()
                    .filter(it -> matches(it, parsed))
                    .forEach(it -> allowed.addAll(it.getMethodsCondition().getMethods()));
        }
        if (allowed.contains(RequestMethod.GET)) {
            allowed.add(RequestMethod.HEAD);
        }
        if (!allowed.isEmpty()) {
            allowed.add(RequestMethod.OPTIONS);
        }
        return allowed.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static boolean matches(RequestMappingInfo mapping, PathContainer path) {
        PathPatternsRequestCondition paths = mapping.getPathPatternsCondition();
        return paths != null && paths.getPatterns().stream().anyMatch(it -> it.matches(path));
    }
}
