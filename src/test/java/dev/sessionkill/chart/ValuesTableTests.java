package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ValuesTableTests {

    private static final Path GENERATED = Path.of("target/chart-README.md");
    private static final ValuesTable TABLE = ValuesTable.of(Chart.file("values.yaml"));

    /** Leaves the README that the values ask for under target, to be copied when it is another. */
    @Test
    void isTheOneInTheReadme() throws IOException {
        String readme = Chart.file("README.md");
        int table = readme.indexOf("| value |", readme.indexOf("## Values"));
        String generated = readme.substring(0, table) + TABLE;
        Files.writeString(GENERATED, generated);

        assertThat(readme)
                .as("cp %s %s", GENERATED, Chart.DIRECTORY.resolve("README.md"))
                .isEqualTo(generated);
    }

    @Test
    void describesEveryValue() {
        assertThat(TABLE.undescribed()).isEmpty();
    }

    @Test
    void showsTheDefaultOfAGroupAsAWhole() {
        ValuesTable table =
                ValuesTable.of(
                        """
                        # A remark.
                        group:
                          # -- One.
                          one: 1
                          # -- Two.
                          two: {}
                          bare: ""
                        # -- All.
                        all:
                          inner: [a]
                        """);

        assertThat(table)
                .hasToString(
                        """
                        | value | default | |
                        |---|---|---|
                        | `group.one` | `1` | One. |
                        | `group.two` | `{}` | Two. |
                        | `all` | `{"inner":["a"]}` | All. |
                        """);
        assertThat(table.undescribed()).containsExactly("group.bare");
    }
}
