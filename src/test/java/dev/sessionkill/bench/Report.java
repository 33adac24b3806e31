package dev.sessionkill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of one scenario. It takes the place of the scenario's former one in docs/benchmarks.md,
 * between two comments that bear its name; what is written around them stays.
 */
final class Report {

    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final Path PLOTS = Path.of("docs", "benchmarks");

    private final String scenario;
    private final List<String> rows = new ArrayList<>();
    private final List<String> plots = new ArrayList<>();

    Report(String scenario, String... columns) {
        this.scenario = scenario;
        row((Object[]) columns);
        rows.add("|---".repeat(columns.length) + "|");
    }

    /** A row of the table. */
    Report row(Object... cells) {
        StringBuilder row = new StringBuilder();
        for (Object cell : cells) {
            row.append("| ").append(cell).append(' ');
        }
        rows.add(row.append('|').toString());
        System.out.println(scenario + ": " + rows.getLast());
        return this;
    }

    Report plot(String name, Plot plot) {
        plots.add("![%s](benchmarks/%s.svg)".formatted(plot.title(), name));
        try {
            Files.createDirectories(PLOTS);
            Files.writeString(PLOTS.resolve(name + ".svg"), plot.svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes it; to be called before anything is asserted, so that a missed bar is written too. */
    void write() {
        String begin = "<!-- %s -->\n".formatted(scenario);
        String end = "<!-- end of %s -->".formatted(scenario);
        String table = String.join("\n", rows) + "\n";
        String drawn = plots.isEmpty() ? "" : "\n" + String.join("\n\n", plots) + "\n";
        String section = begin + table + drawn + end;
        try {
            String page = Files.exists(PAGE) ? Files.readString(PAGE) : "# Benchmarks\n";
            Matcher former =
                    Pattern.compile(
                                    Pattern.quote(begin) + ".*?" + Pattern.quote(end),
                                    Pattern.DOTALL)
                            .matcher(page);
            Files.writeString(
                    PAGE,
                    former.find()
                            ? former.replaceFirst(Matcher.quoteReplacement(section))
                            : page + "\n" + section + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f ×", value);
    }

    static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value * 100);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
