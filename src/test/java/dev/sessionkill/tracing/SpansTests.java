package dev.sessionkill.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sessionkill.tracing.Spans.Place;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SpansTests {

    private final Exported exported = new Exported();

    /** Keeps what is exported. */
    private static final class Exported implements SpanExporter {
        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }

        private SpanData named(String name) {
            return spans.stream().filter(it -> it.getName().equals(name)).findFirst().orElseThrow();
        }
    }

    private Tracer tracer(Sampler sampler) {
        SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exported))
                        .build();
        return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), _ -> {});
    }

    /** The place of a request that has ended. */
    private static Place request(Tracer tracer, Spans spans) {
        var span = tracer.nextSpan().name("request").start();
        try (var _ = tracer.withSpan(span)) {
            return Objects.requireNonNull(spans.here());
        } finally {
            span.end();
        }
    }

    @Test
    void standBelowThatOfTheRequest() {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Spans spans = new Spans(tracer);
        Place request = request(tracer, spans);

        String done =
                spans.within(
                        "outer", request, List.of(), () -> spans.within("inner", () -> "done"));

        assertThat(done).isEqualTo("done");
        assertThat(exported.named("outer").getParentSpanId())
                .isEqualTo(exported.named("request").getSpanId());
        assertThat(exported.named("inner").getParentSpanId())
                .isEqualTo(exported.named("outer").getSpanId());
    }

    @Test
    void nameTheOtherTracesThatTheyAreFor() {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Spans spans = new Spans(tracer);
        Place one = request(tracer, spans);
        Place other = request(tracer, spans);

        spans.within("shared", one, List.of(other), () -> true);

        assertThat(exported.named("shared").getLinks())
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.getSpanContext().getTraceId())
                                        .isNotEqualTo(exported.named("shared").getTraceId()));
    }

    @Test
    void goAlongToAnotherThread() throws InterruptedException {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Spans spans = new Spans(tracer);

        spans.within(
                "here",
                request(tracer, spans),
                List.of(),
                () -> {
                    Runnable there = spans.carried(() -> spans.within("there", () -> true));
                    Thread.ofVirtual().start(there).join();
                    return true;
                });

        assertThat(exported.named("there").getParentSpanId())
                .isEqualTo(exported.named("here").getSpanId());
    }

    @Test
    void tellHowLongSomethingWasWaitedFor() {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Spans spans = new Spans(tracer);

        spans.waited("turn", request(tracer, spans), Duration.ofMinutes(1));

        SpanData turn = exported.named("turn");
        assertThat(Duration.ofNanos(turn.getEndEpochNanos() - turn.getStartEpochNanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void endAlsoWhenTheWorkFails() {
        Tracer tracer = tracer(Sampler.alwaysOn());
        Spans spans = new Spans(tracer);
        Place request = request(tracer, spans);

        assertThatThrownBy(
                        () ->
                                spans.within(
                                        "failed",
                                        request,
                                        List.of(),
                                        () -> {
                                            throw new IOException("scripted");
                                        }))
                .isInstanceOf(IOException.class);

        assertThat(exported.named("failed").hasEnded()).isTrue();
        assertThat(spans.here()).isNull();
    }

    @Test
    void areNoneWhereNothingIsSampledButTheTraceGoesAlong() {
        Tracer tracer = tracer(Sampler.alwaysOff());
        Spans spans = new Spans(tracer);
        Place request = request(tracer, spans);

        spans.waited("turn", request, Duration.ofSeconds(1));
        boolean inTrace =
                spans.within(
                        "outer",
                        request,
                        List.of(request),
                        () -> spans.within("inner", () -> spans.here() != null));

        assertThat(inTrace).isTrue();
        assertThat(exported.spans).isEmpty();
    }

    @Test
    void areNoneWithoutATracer() {
        assertThat(Spans.NONE.<String, RuntimeException>within("work", () -> "done"))
                .isEqualTo("done");
    }
}
