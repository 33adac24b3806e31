package dev.sessionkill.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import dev.sessionkill.access.Action;
import dev.sessionkill.access.Decision;
import dev.sessionkill.access.Grants;
import dev.sessionkill.access.Scope;
import dev.sessionkill.access.Wildcard;
import dev.sessionkill.audit.AuditEvent;
import dev.sessionkill.audit.AuditKind;
import dev.sessionkill.audit.TestDenials;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.Caller;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.dbbrain.Accounts;
import dev.sessionkill.dbbrain.Reply;
import dev.sessionkill.sessions.SessionSettings.ShownSql;
import dev.sessionkill.storage.Transactions;
import dev.sessionkill.storage.Transactions.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

@ExtendWith(OutputCaptureExtension.class)
class RecordedSessionsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final AccountName ACCOUNT = new AccountName("default");
    private static final InstanceId INSTANCE = new InstanceId("cdb-test");
    private static final Region REGION = new Region("ap-guangzhou");
    private static final Caller CALLER =
            new Caller("sub:ops-portal", Set.of("group:dba", "group:b", "group:a"));
    private static final Decision ALLOWED =
            new Decision.Allowed(
                    List.of(
                            new Scope(
                                    List.of(new Wildcard("app")), List.of(new Wildcard("*")), 1)));

    private final FakeLists lists = new FakeLists();
    private final Grants grants = mock();
    private final Accounts accounts = mock();
    private final Transactions transactions = mock();
    private final List<AuditEvent> events = new ArrayList<>();
    private final Sessions sessions =
            new RecordedSessions(
                    grants,
                    accounts,
                    new ListReader(lists),
                    new ShownSessions(
                            ProtectCatalogue.with(List.of()),
                            new SessionSettings(ShownSql.FULL),
                            () -> NOW),
                    new ListRecord(
                            transactions,
                            events::addAll,
                            TestDenials.over(transactions, events::addAll)));

    @BeforeEach
    void allow() {
        given(grants.decide(CALLER, Action.LIST, ACCOUNT, INSTANCE)).willReturn(ALLOWED);
        given(accounts.find(ACCOUNT, Optional.empty()))
                .willReturn(new Accounts.Lookup.Found(REGION));
        willAnswer(
                        it -> {
                            it.<Runnable>getArgument(1).run();
                            return null;
                        })
                .given(transactions)
                .run(any(Turn.class), any(Runnable.class));
        lists.answer =
                _ ->
                        List.of(
                                TestRows.of(1, "app", 9).row(),
                                TestRows.of(2, "root", 8).row(),
                                TestRows.of(3, "app", 7).row());
    }

    @Test
    void areShownAndThatTheyWereIsOnRecord() throws InterruptedException {
        Listing listing = list(new TestFilters().with("minSeconds", "5").filter());

        assertThat(listing).isInstanceOf(Listing.Listed.class);
        Listing.Listed listed = (Listing.Listed) listing;
        assertThat(listed.observedAt()).isEqualTo(NOW);
        assertThat(listed.complete()).isTrue();
        assertThat(listed.sessions()).extracting(it -> it.thread().value()).containsExactly(1L, 3L);
        assertThat(events)
                .containsExactly(
                        AuditEvent.of(
                                AuditKind.LISTED,
                                CALLER,
                                Map.of(
                                        "account", "default",
                                        "region", "ap-guangzhou",
                                        "product", "mysql",
                                        "instanceId", "cdb-test",
                                        "filters", Map.of("minSeconds", 5L),
                                        "rows", 2,
                                        "complete", true)));
    }

    @Test
    void areNotShownUnrecorded(CapturedOutput output) throws InterruptedException {
        willThrow(new QueryTimeoutException("the database did not answer in time"))
                .given(transactions)
                .run(any(Turn.class), any(Runnable.class));
        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.Unrecorded());

        willThrow(new CannotCreateTransactionException("no connection"))
                .given(transactions)
                .run(any(Turn.class), any(Runnable.class));
        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.Unrecorded());
        assertThat(events).isEmpty();
        assertThat(output)
                .contains("cannot be recorded", "did not answer in time", "no connection");
    }

    @Test
    void areDeniedOnRecordAndNotRead() throws InterruptedException {
        given(grants.decide(CALLER, Action.LIST, ACCOUNT, INSTANCE))
                .willReturn(new Decision.Denied("No grant."));

        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.NotPermitted("No grant."));
        assertThat(events)
                .containsExactly(
                        AuditEvent.of(
                                AuditKind.DENIED,
                                CALLER,
                                Map.of(
                                        "account", "default",
                                        "product", "mysql",
                                        "instanceId", "cdb-test",
                                        "action", "LIST",
                                        "groups", List.of("group:a", "group:b", "group:dba"),
                                        "why", "No grant.")));
        assertThat(lists.queries).isEmpty();
    }

    @Test
    void areNotDeniedUnrecorded() throws InterruptedException {
        given(grants.decide(CALLER, Action.LIST, ACCOUNT, INSTANCE))
                .willReturn(new Decision.Denied("No grant."));
        willThrow(new QueryTimeoutException("the database did not answer in time"))
                .given(transactions)
                .run(any(Turn.class), any(Runnable.class));

        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.Unrecorded());
    }

    @Test
    void areOfAnAccountAndRegionThatThereAre() throws InterruptedException {
        given(accounts.find(ACCOUNT, Optional.empty()))
                .willReturn(new Accounts.Lookup.NoSuchAccount());
        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.NoSuchAccount());

        given(accounts.find(ACCOUNT, Optional.empty()))
                .willReturn(new Accounts.Lookup.NoSuchRegion(Set.of(REGION)));
        assertThat(list(SessionFilter.NONE)).isEqualTo(new Listing.NoSuchRegion(Set.of(REGION)));
        assertThat(lists.queries).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void failAsTheVendorDoes() throws InterruptedException {
        lists.good = 0;
        assertThat(list(SessionFilter.NONE)).isEqualTo(failed(true));

        lists.end = new Reply.Busy<>(FakeLists.FAILURE);
        assertThat(list(SessionFilter.NONE)).isEqualTo(failed(true));

        lists.end = new Reply.Refused<>(FakeLists.FAILURE);
        assertThat(list(SessionFilter.NONE)).isEqualTo(failed(false));
        assertThat(events).isEmpty();
    }

    private static Listing failed(boolean retryable) {
        return new Listing.Failed("SomeCode", "some-request", retryable);
    }

    private Listing list(SessionFilter filter) throws InterruptedException {
        return sessions.list(
                new SessionQuery(
                        ACCOUNT, Optional.empty(), Product.MYSQL, INSTANCE, filter, 10_000),
                CALLER);
    }
}
