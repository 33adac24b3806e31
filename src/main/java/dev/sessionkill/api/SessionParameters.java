package dev.sessionkill.api;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.DatabasePattern;
import dev.sessionkill.sessions.SessionFilter;
import dev.sessionkill.sessions.SessionQuery;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * The query of {@code GET /sessions}, as it was sent. A misspelt filter that was ignored would show
 * sessions that nobody meant, so every name must be known.
 */
final class SessionParameters {

    private static final Set<String> NAMES =
            Set.of(
                    "instanceId",
                    "product",
                    "account",
                    "region",
                    "thread",
                    "user",
                    "host",
                    "db",
                    "command",
                    "state",
                    "minSeconds",
                    "sqlContains",
                    "limit");

    private static final Set<String> EMPTY = Set.of("db");

    private final QueryParameters sent;
    private final Faults faults;

    SessionParameters(MultiValueMap<String, String> query, Faults faults) {
        this.sent = new QueryParameters(query, NAMES, EMPTY, faults);
        this.faults = faults;
    }

    /**
     * What it asks for; empty when something is wrong, which is then among the faults.
     *
     * @param showsSql whether statements are shown, so that one can look for them
     */
    Optional<SessionQuery> query(boolean showsSql) {
        Optional<InstanceId> instance = instance();
        Optional<Product> product = sent.value("product", "mysql", SessionParameters::product);
        Optional<AccountName> account = sent.value("account", "default", AccountName::new);
        Optional<Region> region = sent.value("region", Region::new);
        SessionFilter filter = filter(showsSql);
        Optional<Integer> limit =
                sent.value(
                        "limit",
                        Integer.toString(SessionQuery.MOST),
                        it -> QueryParameters.limit(it, SessionQuery.MOST));
        if (!faults.found().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionQuery(
                        account.orElseThrow(),
                        region,
                        product.orElseThrow(),
                        instance.orElseThrow(),
                        filter,
                        limit.orElseThrow()));
    }

    /** What was sent and refused is not also missing. */
    private Optional<InstanceId> instance() {
        boolean refused = faults.found().stream().anyMatch(it -> it.field().equals("instanceId"));
        return refused
                ? Optional.empty()
                : faults.required("instanceId", sent.get("instanceId"), InstanceId::new);
    }

    private SessionFilter filter(boolean showsSql) {
        if (!showsSql && sent.contains("sqlContains")) {
            faults.add("sqlContains", "is not possible: this gateway shows no statements");
        }
        return new SessionFilter(
                sent.value("thread", SessionParameters::thread),
                sent.value("user", Wildcard::new),
                sent.value("host", Wildcard::new),
                sent.value("db", DatabasePattern::new),
                sent.value("command", Wildcard::new),
                sent.value("state", Wildcard::new),
                sent.value("minSeconds", SessionParameters::seconds),
                sent.value("sqlContains", it -> it));
    }

    private static Product product(String name) {
        return Product.named(name)
                .orElseThrow(() -> new IllegalArgumentException("must be mysql or cynosdb"));
    }

    private static ThreadId thread(String text) {
        return new ThreadId(QueryParameters.number(text, "must be a positive 64-bit integer"));
    }

    private static long seconds(String text) {
        return QueryParameters.number(text, "must be a whole number of seconds, 0 or more");
    }
}
