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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

    private final Map<String, String> sent = new HashMap<>();
    private final Faults faults;

    SessionParameters(MultiValueMap<String, String> query, Faults faults) {
        this.faults = faults;
        query.forEach(this::take);
    }

    private void take(String name, List<@Nullable String> values) {
        String value = values.getFirst();
        if (!NAMES.contains(name)) {
            faults.add(JsonFaults.named(name), "is not a known parameter");
        } else if (values.size() > 1) {
            faults.add(name, "stands twice");
        } else if ((value == null || value.isEmpty()) && !name.equals("db")) {
            faults.add(name, "must not be empty");
        } else {
            sent.put(name, value == null ? "" : value);
        }
    }

    /**
     * What it asks for; empty when something is wrong, which is then among the faults.
     *
     * @param showsSql whether statements are shown, so that one can look for them
     */
    Optional<SessionQuery> query(boolean showsSql) {
        Optional<InstanceId> instance = instance();
        Optional<Product> product =
                faults.optional(
                        "product",
                        sent.getOrDefault("product", "mysql"),
                        SessionParameters::product);
        Optional<AccountName> account =
                faults.optional(
                        "account", sent.getOrDefault("account", "default"), AccountName::new);
        Optional<Region> region = faults.optional("region", sent.get("region"), Region::new);
        SessionFilter filter = filter(showsSql);
        Optional<Integer> limit =
                faults.optional(
                        "limit",
                        sent.getOrDefault("limit", Integer.toString(SessionQuery.MOST)),
                        SessionParameters::limit);
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
        if (!showsSql && sent.containsKey("sqlContains")) {
            faults.add("sqlContains", "is not possible: this gateway shows no statements");
        }
        return new SessionFilter(
                faults.optional("thread", sent.get("thread"), SessionParameters::thread),
                pattern("user"),
                pattern("host"),
                faults.optional("db", sent.get("db"), DatabasePattern::new),
                pattern("command"),
                pattern("state"),
                faults.optional("minSeconds", sent.get("minSeconds"), SessionParameters::seconds),
                Optional.ofNullable(sent.get("sqlContains")));
    }

    private Optional<Wildcard> pattern(String name) {
        return faults.optional(name, sent.get(name), Wildcard::new);
    }

    private static Product product(String name) {
        return Product.named(name)
                .orElseThrow(() -> new IllegalArgumentException("must be mysql or cynosdb"));
    }

    private static ThreadId thread(String text) {
        return new ThreadId(number(text, "must be a positive 64-bit integer"));
    }

    private static long seconds(String text) {
        return number(text, "must be a whole number of seconds, 0 or more");
    }

    private static int limit(String text) {
        String wanted = "must be 1 to " + SessionQuery.MOST;
        long limit = number(text, wanted);
        if (limit < 1 || limit > SessionQuery.MOST) {
            throw new IllegalArgumentException(wanted);
        }
        return (int) limit;
    }

    /** Java's own reads signs and the digits of other scripts, and repeats what it refuses. */
    private static long number(String text, String wanted) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(wanted);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wanted, e);
        }
    }
}
