package dev.sessionkill.sessions;

import dev.sessionkill.access.Action;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.AuditLog;
import dev.sessionkill.audit.Denials;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Target;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts on record who was shown what, and who was not. */
@Component
class ListRecord {

    private final Transactions transactions;
    private final AuditLog audit;
    private final Denials denials;

    ListRecord(Transactions transactions, AuditLog audit, Denials denials) {
        this.transactions = transactions;
        this.audit = audit;
        this.denials = denials;
    }

    void denied(SessionQuery query, Caller caller, String why) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("account", query.account().value());
        data.put("product", query.product().wireName());
        data.put("instanceId", query.instance().value());
        data.put("action", Action.LIST.name());
        data.put("groups", caller.groups().stream().sorted().toList());
        data.put("why", why);
        denials.record(AuditEvent.of(AuditKind.DENIED, caller, data));
    }

    void listed(Target target, SessionFilter filter, Caller caller, Listing.Listed listed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("account", target.account().value());
        data.put("region", target.region().value());
        data.put("product", target.product().wireName());
        data.put("instanceId", target.instance().value());
        data.put("filters", filter.given());
        data.put("rows", listed.sessions().size());
        data.put("complete", listed.complete());
        AuditEvent event = AuditEvent.of(AuditKind.LISTED, caller, data);
        transactions.run(Turn.NEW, () -> audit.append(event));
    }
}
