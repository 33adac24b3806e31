package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manuals point at is there. */
class DocumentationTests {

    private static final Path TESTS = Path.of("src/test/java/dev/sessionkill");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern TEST_CLASS =
            Pattern.compile("`((?:[a-z]+\\.)?[A-Z]\\w*(?:Tests|IT))`");
    private static final Pattern TABLE_OF_TESTS =
            Pattern.compile("(?m)^\\|.*\\| test \\|\n\\|[-|]*\n((?:\\|.*\n)+)");

    static Stream<Path> pages() throws IOException {
        return Stream.of(Path.of("."), Path.of("docs"), Path.of("docs/adr"), chart())
                .flatMap(DocumentationTests::files)
                .map(Path::normalize)
                .filter(it -> it.toString().endsWith(".md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsToFilesAndHeadingsThatExist(Path page) {
        assertThat(links(page).filter(it -> !leadsSomewhere(page, it))).isEmpty();
    }

    @Test
    void namesTestsThatExist() {
        List<String> named =
                TEST_CLASS
                        .matcher(read(Path.of("docs/security.md")))
                        .results()
                        .map(it -> it.group(1))
                        .distinct()
                        .toList();

        assertThat(named).hasSizeGreaterThan(80).filteredOn(it -> found(it) != 1).isEmpty();
    }

    @Test
    void namesATestForEachThreat() {
        List<String> threats =
                TABLE_OF_TESTS
                        .matcher(read(Path.of("docs/security.md")))
                        .results()
                        .flatMap(it -> it.group(1).lines())
                        .toList();

        assertThat(threats)
                .hasSizeGreaterThan(40)
                .filteredOn(it -> !TEST_CLASS.matcher(lastCell(it)).find())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Wait, or come back                  | wait-or-come-back
                    When the vendor's limit changes     | when-the-vendors-limit-changes
                    8. How one session is told          | 8-how-one-session-is-told
                    `GET /sessions`, and more_or-less   | get-sessions-and-more_or-less
                    """)
    void knowsHowHeadingsAreLinkedTo(String heading, String anchor) {
        assertThat(anchor(heading)).isEqualTo(anchor);
    }

    private static Path chart() {
        return Path.of("helm/session-kill-gateway");
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(CODE.matcher(read(page)).replaceAll(""))
                .results()
                .map(it -> it.group(1))
                .filter(it -> !ELSEWHERE.matcher(it).matches());
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The headings as GitHub names them; one that stands twice gets a number. */
    private static Set<String> anchors(Path page) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        String text = read(page).replaceAll("(?ms)^```.*?^```", "");
        for (MatchResult heading : HEADING.matcher(text).results().toList()) {
            String anchor = anchor(heading.group(1));
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                .replace(' ', '-');
    }

    private static String lastCell(String row) {
        String cells = row.substring(0, row.lastIndexOf('|'));
        return cells.substring(cells.lastIndexOf('|') + 1);
    }

    /** In how many places there is such a class; two of one name want their package with it. */
    private static long found(String name) {
        Path file = Path.of(name.replace('.', '/') + ".java");
        try (Stream<Path> all = Files.walk(TESTS)) {
            return all.filter(it -> it.endsWith(file)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
