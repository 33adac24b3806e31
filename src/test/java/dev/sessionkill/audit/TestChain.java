package dev.sessionkill.audit;

import dev.sessionkill.audit.EventSource.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A chain in memory, and what somebody may do to it. */
final class TestChain {

    private static final ChainHash HASH = new ChainHash();
    private static final long START = 1_795_338_000_000L;

    private TestChain() {}

    /** So many events. */
    static List<RecordedEvent> of(int events) {
        List<RecordedEvent> chain = new ArrayList<>();
        for (int i = 1; i <= events; i++) {
            chain.add(blank(i, "{\"rows\":" + i + "}"));
        }
        recompute(chain, 0);
        return chain;
    }

    /** An event that follows nothing yet. */
    static RecordedEvent blank(long seq, String data) {
        return new RecordedEvent(
                seq, START + seq, "LISTED", "sub:ops-portal", null, data, "0".repeat(64), "");
    }

    /** Numbers and chains the events anew from an index on, as whoever owns the database can. */
    static void recompute(List<RecordedEvent> chain, int from) {
        for (int i = from; i < chain.size(); i++) {
            String prev = i == 0 ? ChainEnd.GENESIS.hash() : chain.get(i - 1).hash();
            chain.set(i, sealed(chain.get(i), i + 1, prev));
        }
    }

    /** Gives the events their places' numbers and leaves the rest. */
    static void renumber(List<RecordedEvent> chain) {
        for (int i = 0; i < chain.size(); i++) {
            chain.set(i, numbered(chain.get(i), i + 1));
        }
    }

    static RecordedEvent sealed(RecordedEvent it, long seq, String prev) {
        RecordedEvent open =
                new RecordedEvent(
                        seq, it.at(), it.kind(), it.caller(), it.killId(), it.data(), prev, "");
        return hashed(open, HASH.of(open));
    }

    static RecordedEvent numbered(RecordedEvent it, long seq) {
        return new RecordedEvent(
                seq, it.at(), it.kind(), it.caller(), it.killId(), it.data(), it.prev(), it.hash());
    }

    static RecordedEvent hashed(RecordedEvent it, String hash) {
        return new RecordedEvent(
                it.seq(), it.at(), it.kind(), it.caller(), it.killId(), it.data(), it.prev(), hash);
    }

    static RecordedEvent edited(RecordedEvent it, String data) {
        return new RecordedEvent(
                it.seq(), it.at(), it.kind(), it.caller(), it.killId(), data, it.prev(), it.hash());
    }

    static ChainEnd end(List<RecordedEvent> chain) {
        return ChainEnd.of(chain.getLast());
    }

    static Optional<Finding> verify(List<RecordedEvent> chain, Collection<ChainEnd> anchors) {
        Iterator<RecordedEvent> events = chain.iterator();
        return new ChainVerifier(ChainEnd.GENESIS, anchors)
                .verify(
                        () ->
                                events.hasNext()
                                        ? new Reading.Event(events.next())
                                        : new Reading.End());
    }
}
