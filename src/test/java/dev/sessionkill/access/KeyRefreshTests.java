package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.access.AccessSettings.IssuerSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

@ExtendWith(OutputCaptureExtension.class)
class KeyRefreshTests {

    private final TestIssuer issuer = new TestIssuer(SettableClock.START, TestKeys.published());
    private ConfigurableApplicationContext gateway;

    @BeforeEach
    void start() {
        gateway =
                new SpringApplicationBuilder(AccessConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .run(
                                "--gateway.access.issuers[0].uri=http://127.0.0.1:1/nobody-here",
                                "--gateway.access.issuers[1].uri=" + issuer.uri());
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void hasTheKeysOfWhoAnswersWhenTheGatewayHasStarted() {
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void saysNothingOfAnIssuerThatFailsBecauseTheGatewayStops(CapturedOutput output) {
        Issuers issuers = gateway.getBean(Issuers.class);
        gateway.getBean(Documents.class).close();
        List<String> before = ofTheIssuers(output);

        issuers.refreshKeys();

        assertThat(ofTheIssuers(output)).isEqualTo(before);
    }

    @Test
    void tellsOfAFaultThatKeepsItFromAsking(CapturedOutput output) {
        SettableClock clock = new SettableClock();
        clock.breakDown();
        IssuerSettings settings =
                new IssuerSettings(issuer.uri(), issuer.keysUri(), "gateway", "sub", "groups");

        new IssuerReader(gateway.getBean(Documents.class), clock)
                .read(List.of(settings))
                .refreshKeys();

        assertThat(output).contains("A fault in the gateway: the keys of " + issuer.uri());
    }

    /** Gateways of other tests may live in this JVM. */
    private List<String> ofTheIssuers(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(it -> it.contains("/nobody-here") || it.contains(issuer.uri()))
                .toList();
    }

    @Test
    void asksForThemAgainBeforeTheyAreStale() {
        assertThat(gateway.getBean(ScheduledTaskHolder.class).getScheduledTasks())
                .extracting(ScheduledTask::getTask)
                .singleElement()
                .isInstanceOfSatisfying(
                        FixedDelayTask.class,
                        it ->
                                assertThat(it.getIntervalDuration())
                                        .isPositive()
                                        .isLessThan(IssuerKeys.FRESH));
    }
}
