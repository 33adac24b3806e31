package dev.sessionkill.audit;

import static dev.sessionkill.audit.TestChain.edited;
import static dev.sessionkill.audit.TestChain.end;
import static dev.sessionkill.audit.TestChain.numbered;
import static dev.sessionkill.audit.TestChain.recompute;
import static dev.sessionkill.audit.TestChain.renumber;
import static dev.sessionkill.audit.TestChain.sealed;
import static dev.sessionkill.audit.TestChain.verify;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChainVerifierTests {

    private final List<RecordedEvent> chain = TestChain.of(20);

    @Test
    void findsNothingInWhatNobodyTouched() {
        List<ChainEnd> anchors =
                List.of(end(chain), ChainEnd.of(chain.get(6)), ChainEnd.GENESIS, end(chain));

        assertThat(verify(chain, anchors)).isEmpty();
        assertThat(verify(chain, List.of())).isEmpty();
        assertThat(verify(List.of(), List.of())).isEmpty();
    }

    /** Each is done to events 1 to 20; event n has the index n - 1. */
    static Stream<Arguments> tamperings() {
        return Stream.of(
                done("other data", Fault.EDITED, 7, it -> it.set(6, edited(it.get(6), "{}"))),
                done("the first", Fault.EDITED, 1, it -> it.set(0, edited(it.get(0), "{}"))),
                done("the last", Fault.EDITED, 20, it -> it.set(19, edited(it.get(19), "{}"))),
                done(
                        "other data and its hash",
                        Fault.EDITED,
                        7,
                        it -> it.set(6, sealed(edited(it.get(6), "{}"), 7, it.get(6).prev()))),
                done(
                        "a hash that is none",
                        Fault.EDITED,
                        7,
                        it -> it.set(6, TestChain.hashed(it.get(6), "?"))),
                done("another number", Fault.EDITED, 7, it -> it.set(6, numbered(it.get(6), 9))),
                done("one deleted", Fault.MISSING, 7, it -> it.remove(6)),
                done("some deleted", Fault.MISSING, 7, it -> it.subList(6, 12).clear()),
                done("the first deleted", Fault.MISSING, 1, it -> it.remove(0)),
                done(
                        "one deleted, the next chained to the one before",
                        Fault.MISSING,
                        7,
                        it -> {
                            it.remove(6);
                            it.set(6, sealed(it.get(6), 8, it.get(5).hash()));
                        }),
                done(
                        "one deleted, the rest renumbered",
                        Fault.MISSING,
                        7,
                        it -> {
                            it.remove(6);
                            renumber(it);
                        }),
                done(
                        "one put in with a number that is taken",
                        Fault.INSERTED,
                        7,
                        it -> it.add(7, sealed(it.get(6), 7, it.get(6).hash()))),
                done(
                        "one put in and chained, the rest renumbered",
                        Fault.INSERTED,
                        7,
                        it -> {
                            it.add(6, sealed(it.get(3), 7, it.get(5).hash()));
                            renumber(it);
                        }),
                done(
                        "one put in, the rest renumbered",
                        Fault.INSERTED,
                        7,
                        it -> {
                            it.add(6, TestChain.hashed(TestChain.blank(7, "{}"), "00"));
                            renumber(it);
                        }),
                done("two lines swapped", Fault.REORDERED, 7, it -> Collections.swap(it, 6, 7)),
                done("two far lines", Fault.REORDERED, 3, it -> Collections.swap(it, 2, 17)),
                done("one moved back", Fault.REORDERED, 3, it -> it.add(12, it.remove(2))),
                done(
                        "two rows swapped",
                        Fault.REORDERED,
                        7,
                        it -> {
                            Collections.swap(it, 6, 14);
                            renumber(it);
                        }),
                done("the end cut off", Fault.CUT_TAIL, 16, it -> it.subList(15, 20).clear()),
                done("all of it", Fault.CUT_TAIL, 1, List::clear),
                done(
                        "computed anew after an edit",
                        Fault.FORKED,
                        20,
                        it -> {
                            it.set(6, edited(it.get(6), "{}"));
                            recompute(it, 6);
                        }),
                done(
                        "computed anew after an insertion",
                        Fault.FORKED,
                        20,
                        it -> {
                            it.add(6, it.get(3));
                            recompute(it, 6);
                        }),
                done(
                        "computed anew after a deletion",
                        Fault.CUT_TAIL,
                        20,
                        it -> {
                            it.remove(6);
                            recompute(it, 6);
                        }),
                done(
                        "an old copy that went on",
                        Fault.FORKED,
                        20,
                        it -> {
                            it.subList(15, 20).clear();
                            for (int i = 0; i < 10; i++) {
                                it.add(TestChain.blank(0, "{\"new\":true}"));
                            }
                            recompute(it, 15);
                        }));
    }

    @ParameterizedTest(name = "{0}: {1} at {2}")
    @MethodSource("tamperings")
    void namesWhatWasDone(
            String what, Fault fault, long seq, Consumer<List<RecordedEvent>> tampering) {
        List<RecordedEvent> touched = new ArrayList<>(chain);
        tampering.accept(touched);

        assertThat(verify(touched, List.of(ChainEnd.of(chain.get(1)), end(chain))))
                .as(what)
                .contains(new Finding(fault, seq));
    }

    @Test
    void goesOnWhereItStopped() {
        ChainVerifier first = new ChainVerifier(ChainEnd.GENESIS, List.of());
        EventBatches source = new EventBatches(0, this::batch);

        assertThat(first.advance(source, 12)).isEmpty();
        assertThat(first.end()).isEqualTo(ChainEnd.of(chain.get(11)));
        ChainVerifier second = new ChainVerifier(first.end(), List.of(end(chain)));
        assertThat(second.verify(new EventBatches(12, this::batch))).isEmpty();
        assertThat(second.confirmed()).isEqualTo(end(chain));
    }

    @Test
    void noticesThatItsStartIsNotTheOneThatWasSigned() {
        ChainEnd other = new ChainEnd(12, "0".repeat(64));

        assertThat(
                        new ChainVerifier(ChainEnd.of(chain.get(11)), List.of(other))
                                .verify(new EventBatches(12, this::batch)))
                .contains(new Finding(Fault.FORKED, 12));
    }

    @Test
    void noticesWhatLiesBeyondTheHead() {
        ChainVerifier verifier = new ChainVerifier(ChainEnd.GENESIS, List.of());
        assertThat(verifier.verify(new EventBatches(0, this::batch))).isEmpty();

        assertThat(verifier.beyond(ChainEnd.of(chain.get(14))))
                .contains(new Finding(Fault.INSERTED, 16));
        assertThat(verifier.beyond(end(chain))).isEmpty();
    }

    private List<RecordedEvent> batch(long after) {
        return chain.stream().filter(it -> it.seq() > after).limit(3).toList();
    }

    private static Arguments done(
            String what, Fault fault, long seq, Consumer<List<RecordedEvent>> tampering) {
        return Arguments.of(what, fault, seq, tampering);
    }
}
