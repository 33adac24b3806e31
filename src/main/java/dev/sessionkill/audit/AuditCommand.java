package dev.sessionkill.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * {@code java -jar session-kill-gateway.jar audit verify}: holds a record against checkpoints
 * without a gateway. Its exit code tells scripts what it prints.
 */
public final class AuditCommand {

    /** The record is sound. */
    public static final int SOUND = 0;

    /** It was tampered with. */
    public static final int TAMPERED = 1;

    /** Something needed is not there, or the command was not understood. */
    public static final int INCOMPLETE = 2;

    private static final String USAGE =
            """
            usage: java -jar session-kill-gateway.jar audit verify
                       (--events FILE | --database URL) [--checkpoints PATH] [--key FILE]

              --events FILE       an export: GET /audit/events with Accept: application/x-ndjson
              --database URL      the gateway's database, as in spring.datasource.url; only read
              --checkpoints PATH  a file with checkpoints, or the directory of checkpoint-to
              --key FILE          the public key: the line that the gateway logs when it starts,
                                  or PEM; then every checkpoint must be signed with it

            Without checkpoints from elsewhere nobody can tell a cut end, or a record that was
            computed anew as a whole.

            exit: 0 sound, 1 tampered with, 2 incomplete or not understood
            """;

    private final PrintStream out;

    private AuditCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param arguments what follows {@code audit}
     * @return the exit code
     */
    public static int run(List<String> arguments, PrintStream out) {
        return new AuditCommand(out).run(arguments);
    }

    private int run(List<String> arguments) {
        if (arguments.contains("--help") || arguments.equals(List.of("verify", "-h"))) {
            out.print(USAGE);
            return SOUND;
        }
        return switch (VerifyOptions.parse(arguments)) {
            case VerifyOptions.Misunderstood(String why) -> {
                out.println("error: " + why);
                out.print(USAGE);
                yield INCOMPLETE;
            }
            case VerifyOptions.Understood(VerifyOptions options) -> verify(options);
        };
    }

    private int verify(VerifyOptions options) {
        try {
            return new OfflineVerification(options, out).run();
        } catch (IOException | UncheckedIOException e) {
            return unreadable("a file cannot be read: " + e.getMessage());
        } catch (DataAccessException e) {
            return unreadable("the database cannot be read: " + e.getMostSpecificCause());
        }
    }

    private int unreadable(String what) {
        out.println("result: INCOMPLETE");
        out.println("fault: " + what);
        return INCOMPLETE;
    }
}
