package dev.sessionkill.dbbrain;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Deadline;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.Target;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.throttle.CallBudget;
import dev.sessionkill.throttle.CallBudgets;
import dev.sessionkill.tracing.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** The account {@code default}, wired from its settings as in production. */
final class TestAccount implements AutoCloseable {

    static final String INSTANCE = "cdb-a";
    static final Target TARGET = target("ap-guangzhou");
    static final Set<ThreadId> THREADS = Set.of(new ThreadId(1), new ThreadId(2));

    private static final String SETTING = "gateway.accounts.default.";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    /**
     * @param settings {@code name=value} below {@code gateway.accounts.default}; the last of a name
     *     wins
     */
    TestAccount(String... settings) {
        MockEnvironment environment =
                new MockEnvironment()
                        .withProperty(SETTING + "region", "ap-guangzhou")
                        .withProperty(SETTING + "calls-per-second", "1000");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.setProperty(SETTING + parts[0], parts[1]);
        }
        context.setEnvironment(environment);
        context.registerBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Spans.class, () -> Spans.NONE);
        context.register(CallBudgets.class, AccountConfiguration.class, TencentDbbrain.class);
        context.refresh();
    }

    /** An account of that sandbox, with the key that it accepts. */
    static TestAccount of(SandboxServer server) {
        return withKeysOf(server, server.endpoint(), "5s");
    }

    static TestAccount of(SandboxServer server, Duration callTimeout) {
        return withKeysOf(server, server.endpoint(), callTimeout.toMillis() + "ms");
    }

    static TestAccount of(SandboxServer server, int callsPerSecond) {
        return new TestAccount(
                "endpoint=" + server.endpoint(),
                "calls-per-second=" + callsPerSecond,
                "credentials.secret-id=" + server.options().secretId(),
                "credentials.secret-key=" + server.options().secretKey());
    }

    /** The keys of that sandbox, but another address. */
    static TestAccount withKeysOf(SandboxServer server, String endpoint, String callTimeout) {
        return new TestAccount(
                "endpoint=" + endpoint,
                "call-timeout=" + callTimeout,
                "credentials.secret-id=" + server.options().secretId(),
                "credentials.secret-key=" + server.options().secretKey());
    }

    static Target target(String region) {
        return new Target(
                new AccountName("default"),
                new Region(region),
                Product.MYSQL,
                new InstanceId(INSTANCE));
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    TencentDbbrain dbbrain() {
        return context.getBean(TencentDbbrain.class);
    }

    /** Waits for a turn and prepares both sessions. */
    Reply<Ticket> prepare(Deadline deadline, CallJournal journal) throws InterruptedException {
        Optional<Turn> turn = dbbrain().turn(TARGET.account(), deadline);
        if (turn.isEmpty()) {
            return new Reply.Busy<>(Failure.of("no turn"));
        }
        try (Turn mine = turn.get()) {
            return dbbrain().prepare(mine, TARGET, THREADS, deadline, journal);
        }
    }

    /** A ticket for both sessions, which must be had. */
    Ticket ticket() throws InterruptedException {
        return ticket(CallJournal.NONE);
    }

    /** A ticket for both sessions, which must be had. */
    Ticket ticket(CallJournal journal) throws InterruptedException {
        Reply<Ticket> reply = prepare(soon(), journal);
        if (reply instanceof Reply.Done<Ticket>(Ticket ticket, _)) {
            return ticket;
        }
        throw new AssertionError("no ticket: " + reply);
    }

    Reply<List<ProcessRow>> list(ProcessQuery query) throws InterruptedException {
        return list(TARGET, query, soon());
    }

    Reply<List<ProcessRow>> list(Target target, ProcessQuery query, Deadline deadline)
            throws InterruptedException {
        return dbbrain().processList(target, () -> query, Urgency.PROOF, deadline);
    }

    MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    CallBudget kills() {
        return account().kills();
    }

    CallBudget lists() {
        return account().lists();
    }

    @Override
    public void close() {
        context.close();
    }

    Accounts accounts() {
        return context.getBean(Accounts.class);
    }

    private Account account() {
        return accounts().get(TARGET.account());
    }
}
