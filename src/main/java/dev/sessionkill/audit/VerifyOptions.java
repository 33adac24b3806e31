package dev.sessionkill.audit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be verified against what.
 *
 * @param events an export
 * @param database or a database, as a JDBC URL
 * @param checkpoints a file or a directory
 * @param key a file with the public key
 */
record VerifyOptions(
        Optional<Path> events,
        Optional<String> database,
        Optional<Path> checkpoints,
        Optional<Path> key) {

    private static final Set<String> NAMES =
            Set.of("--events", "--database", "--checkpoints", "--key");

    /** The options of a command line. */
    sealed interface Parsed {}

    /** They can be followed. */
    record Understood(VerifyOptions options) implements Parsed {}

    /** They cannot. */
    record Misunderstood(String why) implements Parsed {}

    /** Takes both {@code --name value} and {@code --name=value}. */
    static Parsed parse(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
            return new Misunderstood("the command is: audit verify");
        }
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!NAMES.contains(name)) {
                return new Misunderstood(name + " is not known");
            }
            if (equals < 0 && i + 1 == arguments.size()) {
                return new Misunderstood(name + " needs a value");
            }
            String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
            if (value.isEmpty() || given.putIfAbsent(name, value) != null) {
                return new Misunderstood(name + " must have one value");
            }
        }
        if (given.containsKey("--events") == given.containsKey("--database")) {
            return new Misunderstood("one of --events and --database is needed");
        }
        return new Understood(
                new VerifyOptions(
                        path(given, "--events"),
                        Optional.ofNullable(given.get("--database")),
                        path(given, "--checkpoints"),
                        path(given, "--key")));
    }

    private static Optional<Path> path(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).map(Path::of);
    }
}
