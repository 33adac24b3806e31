package dev.sessionkill.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingConfigurationTests {

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner().withUserConfiguration(TracingConfiguration.class);

    @Test
    void samplesNothingWhileSpansGoNowhere() {
        gateway.run(it -> assertThat(it.getBean(Sampler.class)).isEqualTo(Sampler.alwaysOff()));
    }

    @Test
    void leavesTheSamplerToTheSettingsWhenSpansAreExported() {
        gateway.withPropertyValues(
                        "management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:4318/v1/traces")
                .run(it -> assertThat(it).doesNotHaveBean(Sampler.class));
    }
}
