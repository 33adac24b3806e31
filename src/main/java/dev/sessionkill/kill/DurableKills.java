package dev.sessionkill.kill;

import dev.sessionkill.access.Action;
import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Grants;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.core.Target;
import dev.sessionkill.dbbrain.Accounts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Kills that are on disk before anything is sent. */
@Service
class DurableKills implements Kills {

    private static final Logger log = LoggerFactory.getLogger(DurableKills.class);

    private final Grants grants;
    private final Accounts accounts;
    private final KillStore store;
    private final KillReader reader;
    private final KillRunner runner;

    DurableKills(
            Grants grants,
            Accounts accounts,
            KillStore store,
            KillReader reader,
            KillRunner runner) {
        this.grants = grants;
        this.accounts = accounts;
        this.store = store;
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public Submission submit(KillOrder order, Caller caller) {
        try {
            return switch (decide(order, caller)) {
                case Decision.Denied(String why) -> denied(order, caller, why);
                case Decision.Allowed allowed -> permitted(order, caller, allowed);
            };
        } catch (DataAccessException | TransactionException e) {
            log.error("A kill is turned away because it cannot be recorded: {}", cause(e));
            return new Submission.Unrecorded();
        }
    }

    private Decision decide(KillOrder order, Caller caller) {
        return switch (grants.decide(caller, Action.KILL, order.account(), order.instance())) {
            case Decision.Denied denied -> denied;
            case Decision.Allowed allowed -> allowed.forSessions(order.threads().size());
        };
    }

    private Submission denied(KillOrder order, Caller caller, String why) {
        store.denied(order, caller, why);
        return new Submission.NotPermitted(why);
    }

    private Submission permitted(KillOrder order, Caller caller, Decision.Allowed allowed) {
        return switch (accounts.find(order.account(), order.region())) {
            case Accounts.Lookup.NoSuchAccount _ -> new Submission.NoSuchAccount();
            case Accounts.Lookup.NoSuchRegion(var regions) -> new Submission.NoSuchRegion(regions);
            case Accounts.Lookup.Found(var region) ->
                    runner.run(
                            order,
                            new Target(order.account(), region, order.product(), order.instance()),
                            caller,
                            allowed);
        };
    }

    @Override
    public Kill await(Kill kill, Duration atMost) throws InterruptedException {
        try {
            runner.end(kill.id()).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Not yet: the caller is told how it stands.
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a kill is told by its record", e);
        }
        return read(kill.id()).orElse(kill);
    }

    private Optional<Kill> read(KillId id) {
        try {
            return reader.find(id);
        } catch (DataAccessException | TransactionException e) {
            log.error("The record of kill {} cannot be read at the moment: {}", id, cause(e));
            return Optional.empty();
        }
    }

    @Override
    public Lookup find(KillId id, Caller caller) {
        try {
            return reader.find(id)
                    .filter(it -> isVisible(it, caller))
                    .<Lookup>map(Lookup.Found::new)
                    .orElseGet(Lookup.NoSuchKill::new);
        } catch (DataAccessException | TransactionException e) {
            log.error("The record of kill {} cannot be read at the moment: {}", id, cause(e));
            return new Lookup.Unreadable();
        }
    }

    private boolean isVisible(Kill kill, Caller caller) {
        return kill.requestedBy().equals(caller.name())
                || grants.auditor(caller, kill.target().account());
    }

    private static String cause(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e).toString();
    }
}
