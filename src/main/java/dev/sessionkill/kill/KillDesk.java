package dev.sessionkill.kill;

import dev.sessionkill.access.Grants;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import dev.sessionkill.dbbrain.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Answers questions about recorded kills, each to those who may ask it. */
@Component
class KillDesk {

    private static final Logger log = LoggerFactory.getLogger(KillDesk.class);

    private final KillReader reader;
    private final KillRegister register;
    private final KillLeases leases;
    private final Grants grants;
    private final Accounts accounts;

    KillDesk(
            KillReader reader,
            KillRegister register,
            KillLeases leases,
            Grants grants,
            Accounts accounts) {
        this.reader = reader;
        this.register = register;
        this.leases = leases;
        this.grants = grants;
        this.accounts = accounts;
    }

    /** The kill that the caller asked for under that key. */
    Optional<KillRegister.Keyed> keyed(Caller caller, RepeatKey key) {
        return register.find(caller, key);
    }

    /** The kill as it stands; empty when it cannot be read. */
    Optional<Kill> latest(KillId id) {
        return reachable(() -> reader.find(id), Optional.empty());
    }

    Lookup find(KillId id, Caller caller) {
        return reachable(
                () ->
                        reader.find(id)
                                .filter(it -> isVisible(it, caller))
                                .<Lookup>map(Lookup.Found::new)
                                .orElseGet(Lookup.NoSuchKill::new),
                new Lookup.Unreadable());
    }

    Cancellation cancel(KillId id, Caller caller) {
        return reachable(() -> cancelled(id, caller), new Cancellation.Unrecorded());
    }

    private Cancellation cancelled(KillId id, Caller caller) {
        Optional<Kill> kill = reader.find(id).filter(it -> it.requestedBy().equals(caller.name()));
        if (kill.isEmpty()) {
            return new Cancellation.NoSuchKill();
        }
        boolean cancelled = leases.withdraw(id, KillEvents.cancelled(id, caller));
        Kill latest = reader.find(id).orElseThrow();
        return cancelled ? new Cancellation.Cancelled(latest) : new Cancellation.TooLate(latest);
    }

    Found search(KillSearch search, Caller caller) {
        List<AccountName> audited =
                accounts.names().stream().filter(it -> grants.auditor(caller, it)).toList();
        return reachable(() -> reader.search(search, caller, audited), new Found.Unreadable());
    }

    private boolean isVisible(Kill kill, Caller caller) {
        return kill.requestedBy().equals(caller.name())
                || grants.auditor(caller, kill.target().account());
    }

    private static <T> T reachable(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "The record of kills cannot be read or written at the moment: {}",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
            return otherwise;
        }
    }
}
