package dev.sessionkill.chart;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A value at one moment, and whose it is. */
record Sample(Map<String, String> labels, double value) {

    Sample with(double other) {
        return new Sample(labels, other);
    }

    Map<String, String> only(Collection<String> names) {
        Map<String, String> some = new TreeMap<>(labels);
        some.keySet().retainAll(names);
        return some;
    }

    Map<String, String> without(String name) {
        Map<String, String> some = new TreeMap<>(labels);
        some.remove(name);
        return some;
    }
}
