package dev.sessionkill.tracing;

import io.micrometer.tracing.CurrentTraceContext;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Spans below that of the request. Of a trace that is not sampled none is made: then its id alone
 * goes along, for the log.
 */
@Component
public final class Spans {

    /** Makes none. */
    public static final Spans NONE = new Spans(Tracer.NOOP);

    private final Tracer tracer;

    @Autowired
    Spans(ObjectProvider<Tracer> tracer) {
        this(tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A place in a trace, from where another thread may go on. */
    public static final class Place {
        private final TraceContext context;

        private Place(TraceContext context) {
            this.context = context;
        }

        /** Whether anybody wants to know what happens there. */
        public boolean isSampled() {
            return Boolean.TRUE.equals(context.sampled());
        }
    }

    /**
     * Something that takes time.
     *
     * @param <T> what it brings
     * @param <E> how it may fail; nothing checked if it is left open
     */
    public interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    /** Where this thread is in a trace; null when it is in none. */
    public @Nullable Place here() {
        TraceContext context = tracer.currentTraceContext().context();
        return context == null ? null : new Place(context);
    }

    /** Runs the work as a part of what this thread is doing. */
    public <T extends @Nullable Object, E extends Exception> T within(String name, Work<T, E> work)
            throws E {
        Place here = here();
        return here != null && here.isSampled() ? spanned(name, here, List.of(), work) : work.run();
    }

    /**
     * Runs the work as a part of what began at that place.
     *
     * @param others other traces that it is done for too
     */
    public <T extends @Nullable Object, E extends Exception> T within(
            String name, Place parent, List<Place> others, Work<T, E> work) throws E {
        if (parent.isSampled()) {
            return spanned(name, parent, others, work);
        }
        try (CurrentTraceContext.Scope _ = tracer.currentTraceContext().newScope(parent.context)) {
            return work.run();
        }
    }

    private <T extends @Nullable Object, E extends Exception> T spanned(
            String name, Place parent, List<Place> others, Work<T, E> work) throws E {
        Span.Builder builder = tracer.spanBuilder().setParent(parent.context).name(name);
        others.stream().filter(Place::isSampled).forEach(it -> builder.addLink(link(it)));
        Span span = builder.start();
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            return work.run();
        } finally {
            span.end();
        }
    }

    private static Link link(Place place) {
        return new Link(place.context);
    }

    /** The same work, to be run on another thread as a part of what this one is doing. */
    public Runnable carried(Runnable work) {
        return tracer.currentTraceContext().wrap(work);
    }

    /** Something that began at that place has been waited for so long, until now. */
    public void waited(String name, Place parent, Duration time) {
        if (parent.isSampled()) {
            long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
            tracer.spanBuilder()
                    .setParent(parent.context)
                    .name(name)
                    .startTimestamp(now - time.toNanos(), TimeUnit.NANOSECONDS)
                    .start()
                    .end();
        }
    }
}
