package dev.sessionkill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LintIT {

    @TempDir private Path directory;

    @ParameterizedTest
    @MethodSource("dev.sessionkill.chart.Chart#cases")
    void findsNothingInStrictMode(String values) throws IOException {
        LintResult result = Chart.lint(values, directory);

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(it -> it.matches("(?s).*(WARNING|ERROR).*"));
    }
}
