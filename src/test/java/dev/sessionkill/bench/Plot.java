package dev.sessionkill.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A line plot as SVG.
 *
 * @param title above it
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 * @param lines what is drawn
 */
record Plot(String title, String x, String y, List<Line> lines) {

    private static final List<String> COLOURS =
            List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b");
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int BOTTOM = HEIGHT - 50;
    private static final int RIGHT = WIDTH - 190;
    private static final int TICKS = 5;

    /**
     * One line.
     *
     * @param name in the legend
     * @param values from left to right, one for each step
     */
    record Line(String name, List<Double> values) {

        Line(String name, double[] values) {
            this(name, Arrays.stream(values).boxed().toList());
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="22" font-size="15">%s</text>
                """,
                WIDTH,
                HEIGHT,
                LEFT,
                title);
        int steps = lines.stream().mapToInt(it -> it.values().size()).max().orElse(1) - 1;
        double top = top();
        axes(svg, steps, top);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), i, steps, top);
        }
        return svg.append("</svg>\n").toString();
    }

    /** The highest value, rounded up to where the ticks are even. */
    private double top() {
        double highest =
                lines.stream()
                        .flatMapToDouble(it -> it.values().stream().mapToDouble(value -> value))
                        .max()
                        .orElse(1);
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1e-9))));
        return Math.ceil(highest / unit * 2) / 2 * unit;
    }

    private void axes(StringBuilder svg, int steps, double top) {
        for (int i = 0; i <= TICKS; i++) {
            double height = BOTTOM - (BOTTOM - TOP) * i / (double) TICKS;
            double across = LEFT + (RIGHT - LEFT) * i / (double) TICKS;
            add(
                    svg,
                    """
                    <line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#ddd"/>
                    <text x="%d" y="%.1f" text-anchor="end">%s</text>
                    <text x="%.1f" y="%d" text-anchor="middle">%s</text>
                    """,
                    LEFT,
                    height,
                    RIGHT,
                    height,
                    LEFT - 6,
                    height + 4,
                    number(top * i / TICKS),
                    across,
                    BOTTOM + 18,
                    number(steps * i / (double) TICKS));
        }
        add(
                svg,
                """
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                <text x="14" y="%d" text-anchor="middle" transform="rotate(-90 14 %d)">%s</text>
                """,
                (LEFT + RIGHT) / 2,
                HEIGHT - 12,
                x,
                (TOP + BOTTOM) / 2,
                (TOP + BOTTOM) / 2,
                y);
    }

    private static void line(StringBuilder svg, Line line, int index, int steps, double top) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < line.values().size(); i++) {
            add(
                    points,
                    "%.1f,%.1f ",
                    LEFT + (RIGHT - LEFT) * i / (double) Math.max(1, steps),
                    BOTTOM - (BOTTOM - TOP) * line.values().get(i) / top);
        }
        String colour = COLOURS.get(index % COLOURS.size());
        add(
                svg,
                """
                <polyline fill="none" stroke="%s" stroke-width="1.6" points="%s"/>
                <rect x="%d" y="%d" width="12" height="3" fill="%s"/>
                <text x="%d" y="%d">%s</text>
                """,
                colour,
                points.toString().strip(),
                RIGHT + 14,
                TOP + 20 * index,
                colour,
                RIGHT + 32,
                TOP + 5 + 20 * index,
                line.name());
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    // The annotation that is asked for would bring Error Prone's own classes along.
    @SuppressWarnings("AnnotateFormatMethod")
    private static void add(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values));
    }
}
