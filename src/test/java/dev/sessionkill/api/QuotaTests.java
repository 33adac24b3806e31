package dev.sessionkill.api;

import static dev.sessionkill.access.CallingAs.callingAs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.core.AccountName;
import dev.sessionkill.kill.Quotas.Quota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebApiTests
class QuotaTests {

    @Autowired private MockMvcTester mvc;
    @Autowired private FakeQuotas quotas;

    @BeforeEach
    void reset() {
        quotas.callers.clear();
        quotas.quotas = List.of();
    }

    @Test
    void tellsTheCallerHowBusyHisAccountsAre() {
        quotas.quotas =
                List.of(
                        new Quota(
                                new AccountName("default"),
                                "KillMySqlThreads",
                                20,
                                19,
                                7,
                                Duration.ofMillis(350)),
                        new Quota(
                                new AccountName("default"),
                                "DescribeMySqlProcessList",
                                20,
                                0,
                                0,
                                Duration.ZERO));

        assertThat(KillRequests.get(mvc, "/quota"))
                .hasStatusOk()
                .hasContentType("application/json")
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"quotas": [
                          {"account": "default", "action": "KillMySqlThreads", "limit": 20,
                           "usedInLastSecond": 19, "queued": 7, "estimatedWaitMillis": 350},
                          {"account": "default", "action": "DescribeMySqlProcessList", "limit": 20,
                           "usedInLastSecond": 0, "queued": 0, "estimatedWaitMillis": 0}
                        ]}
                        """);
        assertThat(quotas.callers).containsExactly(KillRequests.CALLER);
    }

    @Test
    void isEmptyForWhoMayUseNoAccount() {
        assertThat(KillRequests.get(mvc, "/quota"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"quotas\": []}");
    }

    @Test
    void needsAToken() {
        ProblemShape.of(ProblemCode.UNAUTHENTICATED, mvc.get().uri("/quota").exchange());
        assertThat(quotas.callers).isEmpty();
    }

    @Test
    void isOnlyToBeRead() {
        ProblemShape.of(
                ProblemCode.METHOD_NOT_ALLOWED,
                mvc.post().uri("/quota").with(callingAs(KillRequests.CALLER)).exchange());
    }
}
