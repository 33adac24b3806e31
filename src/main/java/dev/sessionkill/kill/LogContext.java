package dev.sessionkill.kill;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/** Names the kills and their callers in what is logged on this thread until it is closed. */
final class LogContext implements AutoCloseable {

    private static final String KILL = "kill";
    private static final String CALLER = "caller";

    private LogContext() {}

    static LogContext of(Batch batch) {
        MDC.put(KILL, joined(batch, it -> it.id().toString()));
        MDC.put(CALLER, joined(batch, Member::caller));
        return new LogContext();
    }

    private static String joined(Batch batch, Function<Member, String> what) {
        return batch.members().stream().map(what).distinct().collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        MDC.remove(KILL);
        MDC.remove(CALLER);
    }
}
