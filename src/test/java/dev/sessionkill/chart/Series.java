package dev.sessionkill.chart;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus has of one metric of one pod.
 *
 * @param samples by their time in seconds
 * @param end when the last one was due, whether it came or not
 */
record Series(
        String metric, Map<String, String> labels, NavigableMap<Long, Double> samples, long end) {

    /** How often a pod is scraped, in seconds. */
    static final int STEP = 15;

    private static final Pattern WHOLE = Pattern.compile("([^{ ]+(?:\\{.*})?) (.+)");
    private static final Pattern PART =
            Pattern.compile("(_|NaN|[\\d.]+)(?:\\+([\\d.]+))?(?:x(\\d+))?");

    /**
     * Reads the notation of {@code promtool test rules}: {@code 3x2} is 3 and two more of it,
     * {@code 0+5x2} is 0, 5, 10, and {@code _x2} is twice nothing.
     *
     * @param scrape the labels that it adds
     */
    static Series of(String text, Map<String, String> scrape) {
        Matcher whole = match(WHOLE, text);
        NavigableMap<Long, Double> samples = new TreeMap<>();
        long time = -STEP;
        for (String values : whole.group(2).split(" ", -1)) {
            Matcher part = match(PART, values);
            double step = part.group(2) == null ? 0 : Double.parseDouble(part.group(2));
            int more = part.group(3) == null ? 0 : Integer.parseInt(part.group(3));
            if (part.group(1).equals("_")) {
                time += (long) STEP * Math.max(1, more);
                continue;
            }
            for (int i = 0; i <= more; i++) {
                time += STEP;
                samples.put(time, Double.parseDouble(part.group(1)) + i * step);
            }
        }
        return of(whole.group(1), scrape, samples, time);
    }

    /** Reads a line of what a gateway shows, as if it had been scraped twice with that value. */
    static Series shown(String line, Map<String, String> scrape) {
        Matcher whole = match(WHOLE, line);
        double value = Double.parseDouble(whole.group(2).replace("Inf", "Infinity"));
        NavigableMap<Long, Double> twice = new TreeMap<>(Map.of(0L, value, (long) STEP, value));
        return of(whole.group(1), scrape, twice, STEP);
    }

    private static Series of(
            String name, Map<String, String> scrape, NavigableMap<Long, Double> samples, long end) {
        Query.Selection selection = (Query.Selection) QueryParser.parse(name);
        Map<String, String> labels = new TreeMap<>(scrape);
        selection.conditions().forEach(it -> labels.put(it.label(), it.value()));
        return new Series(selection.metric(), labels, samples, end);
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a series: " + text);
        }
        return matcher;
    }
}
