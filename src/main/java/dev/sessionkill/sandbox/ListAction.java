package dev.sessionkill.sandbox;

import dev.sessionkill.sandbox.Refusal.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code DescribeMySqlProcessList}. */
final class ListAction {

    private static final Set<String> PARAMETERS =
            Set.of(
                    "InstanceId",
                    "Product",
                    "ID",
                    "User",
                    "Host",
                    "DB",
                    "State",
                    "Command",
                    "Time",
                    "Info",
                    "Limit");
    private static final Set<String> PRODUCTS = Set.of("mysql", "mariadb", "cynosdb", "dcdb");
    private static final long DEFAULT_LIMIT = 20;

    private final Instances instances;
    private final int maxRows;

    ListAction(Instances instances, int maxRows) {
        this.instances = instances;
        this.maxRows = maxRows;
    }

    Outcome.Done perform(Parameters parameters) throws RefusedException {
        parameters.allowOnly(PARAMETERS);
        String instance = Checks.instance(parameters, instances);
        Checks.product(parameters, PRODUCTS);
        long limit = parameters.integer("Limit").orElse(DEFAULT_LIMIT);
        if (limit <= 0) {
            throw Checks.invalid("Limit is positive.");
        }
        Predicate<SandboxSession> wanted = filter(parameters);
        return new Outcome.Done(
                response(
                        instances.sessions(instance).stream()
                                .filter(wanted)
                                .limit(Math.min(limit, maxRows))
                                .toList()),
                true);
    }

    /** An answer in the shape of this action. */
    static ObjectNode response(List<SandboxSession> sessions) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = response.putArray("ProcessList");
        sessions.forEach(it -> rows.add(row(it)));
        return response;
    }

    private static Predicate<SandboxSession> filter(Parameters given) throws RefusedException {
        Predicate<SandboxSession> all = _ -> true;
        var id = given.integer("ID");
        if (id.isPresent()) {
            all = all.and(it -> it.id() == id.getAsLong());
        }
        var time = given.integer("Time");
        if (time.isPresent()) {
            all = all.and(it -> it.seconds() > time.getAsLong());
        }
        var info = given.text("Info");
        if (info.isPresent()) {
            all = all.and(it -> text(it.info()).contains(info.get()));
        }
        return all.and(equal(given, "User", SandboxSession::user))
                .and(equal(given, "Host", SandboxSession::host))
                .and(equal(given, "DB", it -> text(it.db())))
                .and(equal(given, "State", it -> text(it.state())))
                .and(equal(given, "Command", SandboxSession::command));
    }

    private static Predicate<SandboxSession> equal(
            Parameters given, String name, Function<SandboxSession, String> column)
            throws RefusedException {
        String wanted = given.text(name).orElse("");
        return it -> wanted.isEmpty() || wanted.equals(column.apply(it));
    }

    private static ObjectNode row(SandboxSession session) {
        String sqlType = text(session.info()).replaceFirst("(?s)^\\s*(\\w*).*", "$1");
        return JsonNodeFactory.instance
                .objectNode()
                .put("ID", Long.toString(session.id()))
                .put("User", session.user())
                .put("Host", session.host())
                .put("DB", text(session.db()))
                .put("State", text(session.state()))
                .put("Command", session.command())
                .put("Time", Long.toString(session.seconds()))
                .put("Info", text(session.info()))
                .put("SqlType", sqlType.isEmpty() ? null : sqlType.toUpperCase(Locale.ROOT));
    }

    private static String text(@Nullable String column) {
        return Objects.requireNonNullElse(column, "");
    }
}
