package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.Wildcard;
import dev.sessionkill.core.AccountName;
import dev.sessionkill.core.InstanceId;
import dev.sessionkill.core.Product;
import dev.sessionkill.core.Region;
import dev.sessionkill.core.ThreadId;
import dev.sessionkill.sessions.DatabasePattern;
import dev.sessionkill.sessions.ListedSession;
import dev.sessionkill.sessions.Listing;
import dev.sessionkill.sessions.SessionFilter;
import dev.sessionkill.sessions.SessionQuery;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebApiTests
class SessionListTests {

    private static final Instant OBSERVED = Instant.parse("2026-11-22T09:00:00.250Z");

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeSessions sessions;

    @BeforeEach
    void reset() {
        sessions.reset();
    }

    @Test
    void is200AndEverySessionAsItCanBePostedBack() {
        sessions.answer(
                new Listing.Listed(
                        OBSERVED,
                        true,
                        List.of(
                                new ListedSession(
                                        new ThreadId(1001),
                                        "report",
                                        "10.1.2.3:52344",
                                        "shop",
                                        "Query",
                                        "Sending data",
                                        873,
                                        "select 1",
                                        null),
                                new ListedSession(
                                        new ThreadId(7),
                                        "repl",
                                        "10.1.2.4:1",
                                        null,
                                        "Binlog Dump",
                                        null,
                                        5,
                                        null,
                                        "binlog-dump"))));

        assertThat(get("?instanceId=cdb-8jawylhf"))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {
                          "observedAt": "2026-11-22T09:00:00.250Z",
                          "complete": true,
                          "sessions": [
                            {
                              "thread": 1001,
                              "user": "report",
                              "host": "10.1.2.3:52344",
                              "db": "shop",
                              "command": "Query",
                              "state": "Sending data",
                              "seconds": 873,
                              "sql": "select 1",
                              "protectedBy": null,
                              "observedAt": "2026-11-22T09:00:00.250Z"
                            },
                            {
                              "thread": 7,
                              "user": "repl",
                              "host": "10.1.2.4:1",
                              "db": null,
                              "command": "Binlog Dump",
                              "state": null,
                              "seconds": 5,
                              "sql": null,
                              "protectedBy": "binlog-dump",
                              "observedAt": "2026-11-22T09:00:00.250Z"
                            }
                          ]
                        }
                        """);
        assertThat(sessions.callers()).containsExactly(KillRequests.CALLER);
    }

    @Test
    void saysThatItMayNotBeComplete() {
        sessions.answer(new Listing.Listed(OBSERVED, false, List.of()));

        assertThat(get("?instanceId=cdb-8jawylhf"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"observedAt": "2026-11-22T09:00:00.250Z", "complete": false, "sessions": []}
                        """);
    }

    @Test
    void isOfEverySessionOfTheInstanceWhenNothingElseIsAsked() {
        assertThat(get("?instanceId=cdb-8jawylhf")).hasStatusOk();

        assertThat(sessions.queries())
                .containsExactly(
                        new SessionQuery(
                                new AccountName("default"),
                                Optional.empty(),
                                Product.MYSQL,
                                new InstanceId("cdb-8jawylhf"),
                                SessionFilter.NONE,
                                10_000));
    }

    @Test
    void isOfWhatEveryParameterAsks() {
        assertThat(
                        get(
                                "?instanceId=cynosdbmysql-1&product=cynosdb&account=other"
                                        + "&region=ap-shanghai&thread=9223372036854775807"
                                        + "&user=report*&host=10.1.2.3%3A52344&db=sh%2Ap"
                                        + "&command=query&state=Sending%20data&minSeconds=0"
                                        + "&sqlContains=a%20%3D%20%27&limit=1"))
                .hasStatusOk();

        assertThat(sessions.queries())
                .containsExactly(
                        new SessionQuery(
                                new AccountName("other"),
                                Optional.of(new Region("ap-shanghai")),
                                Product.CYNOSDB,
                                new InstanceId("cynosdbmysql-1"),
                                new SessionFilter(
                                        Optional.of(new ThreadId(Long.MAX_VALUE)),
                                        Optional.of(new Wildcard("report*")),
                                        Optional.of(new Wildcard("10.1.2.3:52344")),
                                        Optional.of(new DatabasePattern("sh*p")),
                                        Optional.of(new Wildcard("query")),
                                        Optional.of(new Wildcard("Sending data")),
                                        Optional.of(0L),
                                        Optional.of("a = '")),
                                1));
    }

    @ParameterizedTest
    @CsvSource({"&db=", "&db"})
    void isOfSessionsWithoutADatabaseWhenItIsEmpty(String parameter) {
        assertThat(get("?instanceId=cdb-8jawylhf" + parameter)).hasStatusOk();

        assertThat(sessions.queries())
                .singleElement()
                .extracting(it -> it.filter().db())
                .isEqualTo(Optional.of(new DatabasePattern("")));
    }

    private MvcTestResult get(String query) {
        return mvc.get()
                .uri(URI.create("/sessions" + query))
                .with(callingAs(KillRequests.CALLER))
                .exchange();
    }
}
