package dev.sessionkill.sessions;

import dev.sessionkill.access.Action;
import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Grants;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.Target;
import dev.sessionkill.dbbrain.Accounts;
import dev.sessionkill.dbbrain.Failure;
import dev.sessionkill.dbbrain.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/** Shows sessions once it is on disk to whom. */
@Service
class RecordedSessions implements Sessions {

    private static final Logger log = LoggerFactory.getLogger(RecordedSessions.class);

    private final Grants grants;
    private final Accounts accounts;
    private final ListReader reader;
    private final ShownSessions shown;
    private final ListRecord record;

    RecordedSessions(
            Grants grants,
            Accounts accounts,
            ListReader reader,
            ShownSessions shown,
            ListRecord record) {
        this.grants = grants;
        this.accounts = accounts;
        this.reader = reader;
        this.shown = shown;
        this.record = record;
    }

    @Override
    public Listing list(SessionQuery query, Caller caller) throws InterruptedException {
        try {
            return switch (grants.decide(caller, Action.LIST, query.account(), query.instance())) {
                case Decision.Denied(String why) -> denied(query, caller, why);
                case Decision.Allowed allowed -> permitted(query, caller, allowed);
            };
        } catch (DataAccessException | TransactionException e) {
            log.error(
                    "A list of sessions is not shown because it cannot be recorded: {}",
                    NestedExceptionUtils.getMostSpecificCause(e).toString());
            return new Listing.Unrecorded();
        }
    }

    private Listing denied(SessionQuery query, Caller caller, String why) {
        record.denied(query, caller, why);
        return new Listing.NotPermitted(why);
    }

    private Listing permitted(SessionQuery query, Caller caller, Decision.Allowed allowed)
            throws InterruptedException {
        return switch (accounts.find(query.account(), query.region())) {
            case Accounts.Lookup.NoSuchAccount _ -> new Listing.NoSuchAccount();
            case Accounts.Lookup.NoSuchRegion(var regions) -> new Listing.NoSuchRegion(regions);
            case Accounts.Lookup.NoCredentials _ -> new Listing.NoCredentials();
            case Accounts.Lookup.Found(var region) ->
                    read(
                            query,
                            new Target(query.account(), region, query.product(), query.instance()),
                            caller,
                            allowed);
        };
    }

    private Listing read(SessionQuery query, Target target, Caller caller, Decision.Allowed allowed)
            throws InterruptedException {
        return switch (reader.read(
                target, query.filter(), it -> allowed.mayTouch(it.user(), it.db()))) {
            case Reply.Done<ListReader.Rows>(ListReader.Rows rows, _) -> {
                Listing.Listed listed = shown.of(rows, query, allowed);
                record.listed(target, query.filter(), caller, listed);
                yield listed;
            }
            case Reply.Busy<ListReader.Rows>(Failure failure) -> failed(failure, true);
            case Reply.Refused<ListReader.Rows>(Failure failure) -> failed(failure, false);
            // Reading changes nothing, so it may be tried again however it ended.
            case Reply.Unknown<ListReader.Rows>(Failure failure) -> failed(failure, true);
        };
    }

    private static Listing failed(Failure failure, boolean retryable) {
        return new Listing.Failed(failure.code(), failure.requestId(), retryable);
    }
}
