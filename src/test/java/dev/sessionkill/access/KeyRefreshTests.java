package dev.sessionkill.access;

import static org.assertj.core.api.Assertions.assertThat;

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
                                "--gateway.access.issuers[0].uri=http://127.0.0.1:1/nobody",
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
        String before = output.getAll();

        issuers.refreshKeys();

        assertThat(output.getAll()).isEqualTo(before);
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
