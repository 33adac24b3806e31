package dev.sessionkill.kill;

import dev.sessionkill.core.Caller;
import dev.sessionkill.core.KillId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Orders whose recording was not confirmed. Their callers were told that nothing is accepted, so if
 * they are on record after all, they are called off as soon as the database is back.
 */
@Component
class Withdrawals {

    private static final Logger log = LoggerFactory.getLogger(Withdrawals.class);

    private final KillLeases leases;
    private final Map<KillId, Caller> open = new ConcurrentHashMap<>();

    Withdrawals(KillLeases leases) {
        this.leases = leases;
    }

    void add(KillId id, Caller caller) {
        open.put(id, caller);
    }

    boolean contains(KillId id) {
        return open.containsKey(id);
    }

    /**
     * Calls off what is there.
     *
     * @throws org.springframework.dao.DataAccessException while the database is not back
     */
    void settle() {
        open.forEach(this::settle);
    }

    /**
     * Calls off what that caller was told is not accepted: asking again under the same key, he
     * would get a kill that is about to be called off.
     *
     * @throws org.springframework.dao.DataAccessException while the database is not back
     */
    void settle(Caller caller) {
        open.forEach(
                (id, who) -> {
                    if (who.name().equals(caller.name())) {
                        settle(id, who);
                    }
                });
    }

    private void settle(KillId id, Caller caller) {
        if (leases.withdrawUnconfirmed(id, KillEvents.withdrawn(id, caller))) {
            log.info("Kill {} was not confirmed to its caller and is called off.", id);
        }
        open.remove(id);
    }
}
