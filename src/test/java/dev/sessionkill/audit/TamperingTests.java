package dev.sessionkill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TamperingTests {

    static final int EVENTS = 90;

    private final List<RecordedEvent> chain = TestChain.of(EVENTS);

    /** The last two events are too new for a checkpoint. */
    private final List<ChainEnd> anchors =
            Stream.of(19, 40, 41, 66, EVENTS - 3).map(it -> ChainEnd.of(chain.get(it))).toList();

    @Test
    void isFoundWhateverItIs() {
        assertThat(
                        LongStream.iterate(0, it -> it + 1)
                                .mapToObj(it -> new Tampering(it, chain, anchors))
                                .filter(Tampering::changes)
                                .limit(400)
                                .filter(it -> it.found().isEmpty()))
                .isEmpty();
    }

    @Test
    void isNotFoundWhereThereWasNone() {
        assertThat(TestChain.verify(chain, anchors)).isEmpty();
    }

    /** What makes an edited event worth a computed chain: the anchors, and nothing else. */
    @Test
    void isBeyondTheChainAloneWhenItWasComputedAnew() {
        List<RecordedEvent> touched = new ArrayList<>(chain);
        touched.set(30, TestChain.edited(touched.get(30), "{}"));
        TestChain.recompute(touched, 30);

        assertThat(TestChain.verify(touched, List.of())).isEmpty();
        assertThat(TestChain.verify(touched, anchors)).contains(new Finding(Fault.FORKED, 41));
    }
}
