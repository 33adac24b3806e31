package dev.sessionkill.audit;

import dev.sessionkill.core.SettingException;
import dev.sessionkill.core.SettingsSection;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records what the gateway is set to when that is not what the record says, before anybody is
 * served: under settings that are not on record nothing is done.
 */
@Component
class SettingsOnRecord implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SettingsOnRecord.class);

    private final SettingsInEffect settings;
    private final Transactions transactions;
    private final AuditTable events;
    private final AuditLog audit;
    private volatile boolean running;

    SettingsOnRecord(
            List<SettingsSection> sections,
            ObjectProvider<BuildProperties> build,
            Transactions transactions,
            AuditTable events,
            AuditLog audit) {
        String version =
                Optional.ofNullable(build.getIfAvailable())
                        .map(BuildProperties::getVersion)
                        .orElse("unknown");
        this.settings = new SettingsInEffect(sections, version);
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
    }

    @Override
    public void start() {
        try {
            if (transactions.run(Turn.NEW, this::recorded)) {
                log.info("The settings are not those on record, and are recorded now.");
            }
            running = true;
        } catch (DataAccessException | TransactionException e) {
            throw new SettingException(
                    "spring.datasource.url",
                    "what the gateway is set to cannot be recorded there (%s)"
                            .formatted(
                                    NestedExceptionUtils.getMostSpecificCause(e)
                                            .getClass()
                                            .getSimpleName()));
        }
    }

    /** Replicas that start together come one after the other, so equal ones record it once. */
    private boolean recorded() {
        events.hold();
        Optional<AuditEvent> change = settings.changeSince(events.lastSettings());
        change.ifPresent(audit::append);
        return change.isPresent();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
