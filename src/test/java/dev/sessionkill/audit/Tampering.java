package dev.sessionkill.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/** Somebody who owns the database and has an idea, at random. What is signed is out of reach. */
final class Tampering {

    private final Random random;
    private final List<RecordedEvent> original;
    private final List<RecordedEvent> touched;
    private final List<ChainEnd> anchors;
    private String what = "";

    /**
     * @param anchors the ends that were signed, in their order
     */
    Tampering(long seed, List<RecordedEvent> original, List<ChainEnd> anchors) {
        this.random = new Random(seed);
        this.original = original;
        this.touched = new ArrayList<>(original);
        this.anchors = anchors;
    }

    /** What was done. */
    @Override
    public String toString() {
        return what;
    }

    /** Whether it changed anything that a checkpoint covers: to compute anew may also restore. */
    boolean changes() {
        tamper();
        int covered = (int) anchors.getLast().seq();
        return touched.size() < covered
                || !touched.subList(0, covered).equals(original.subList(0, covered));
    }

    /** What the verifier finds. */
    Optional<Finding> found() {
        return TestChain.verify(touched, anchors);
    }

    /** All of it happens at or before what the last checkpoint covers. */
    private void tamper() {
        int last = (int) anchors.getLast().seq() - 1;
        int i = random.nextInt(last);
        int j = i + 1 + random.nextInt(last - i);
        switch (random.nextInt(7)) {
            case 0 -> change("edit " + i, i, edited(touched.get(i)));
            case 1 -> {
                what = "delete " + i + " to " + (random.nextBoolean() ? i : j);
                touched.subList(i, (what.endsWith(" " + j) ? j : i) + 1).clear();
            }
            case 2 -> {
                what = "insert at " + i;
                touched.add(i, random.nextBoolean() ? touched.get(j) : edited(touched.get(j)));
            }
            case 3 -> {
                what = "swap " + i + " and " + j;
                Collections.swap(touched, i, j);
            }
            case 4 -> change("renumber " + i, i, TestChain.numbered(touched.get(i), j + 2L));
            case 5 -> {
                what = "cut at " + i;
                touched.subList(i, touched.size()).clear();
                return;
            }
            default -> {
                what = "go on from an old copy at " + i;
                touched.subList(i, touched.size()).clear();
                grow(original.size() - i + random.nextInt(20));
                TestChain.recompute(touched, i);
                return;
            }
        }
        cover(i);
    }

    /** Makes it look right, as far as one can without the signer's key. */
    private void cover(int from) {
        switch (random.nextInt(3)) {
            case 0 -> {}
            case 1 -> {
                what += ", renumbered";
                TestChain.renumber(touched);
            }
            default -> {
                what += ", computed anew";
                if (random.nextBoolean()) {
                    what += " and filled up";
                    grow(original.size());
                }
                TestChain.recompute(touched, from);
            }
        }
    }

    private void grow(int events) {
        for (int i = 0; i < events; i++) {
            touched.add(TestChain.blank(0, "{\"new\":" + i + "}"));
        }
    }

    private void change(String name, int index, RecordedEvent event) {
        what = name;
        touched.set(index, event);
    }

    /** One field of it. */
    private RecordedEvent edited(RecordedEvent it) {
        IntFunction<String> other = field -> field == random.nextInt(6) ? "x" : "";
        String data = it.data().replace("}", other.apply(0) + "}");
        String caller = it.caller() + other.apply(1);
        String kind = it.kind() + other.apply(2);
        String prev = flipped(it.prev(), other.apply(3));
        String hash = flipped(it.hash(), other.apply(4));
        RecordedEvent edited =
                new RecordedEvent(it.seq(), it.at(), kind, caller, it.killId(), data, prev, hash);
        return edited.equals(it)
                ? new RecordedEvent(
                        it.seq(), it.at() + 1, kind, caller, it.killId(), data, prev, hash)
                : edited;
    }

    private static String flipped(String hash, String change) {
        return change.isEmpty() ? hash : (hash.charAt(0) == '0' ? "1" : "0") + hash.substring(1);
    }
}
