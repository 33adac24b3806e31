package dev.sessionkill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;

/** A start that ends with one line. */
final class Refused {

    /** An account and an issuer, so that nothing is missing. */
    static final List<String> SOUND =
            List.of(
                    "--gateway.accounts.default.endpoint=http://127.0.0.1:1",
                    "--gateway.accounts.default.region=ap-guangzhou",
                    "--gateway.accounts.default.credentials.secret-id=id",
                    "--gateway.accounts.default.credentials.secret-key=key",
                    "--gateway.access.issuers[0].uri=https://login.example");

    private Refused() {}

    /**
     * Starts the gateway, which must fail, and returns the line.
     *
     * @param directory for the database, if the settings name none
     */
    static String line(CapturedOutput output, Path directory, List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        addUnlessSet(all, "--server.port=", "0");
        addUnlessSet(all, "--management.server.port=", "0");
        addUnlessSet(
                all, "--spring.datasource.url=", "jdbc:sqlite:" + directory.resolve("gateway.db"));
        assertThatThrownBy(
                        () ->
                                SpringApplication.run(
                                                SessionKillGateway.class,
                                                all.toArray(String[]::new))
                                        .close())
                .isNotNull();
        return line(output);
    }

    /** What Spring Boot prints under the heading Description, if that is all it prints. */
    static String line(CapturedOutput output) {
        assertThat(output).doesNotContain("\tat ", "Action:", "Application run failed");
        assertThat(output.getAll().lines().filter(it -> it.matches(".*\\bERROR\\b.*")))
                .as("errors")
                .hasSize(1);
        List<String> lines = output.getAll().stripTrailing().lines().toList();
        int heading = lines.lastIndexOf("Description:");
        assertThat(heading).as("the failure is analyzed").isPositive();
        assertThat(lines.subList(heading + 2, lines.size())).as("lines").hasSize(1);
        return lines.getLast();
    }

    private static void addUnlessSet(List<String> all, String name, String value) {
        if (all.stream().noneMatch(it -> it.startsWith(name))) {
            all.add(name + value);
        }
    }
}
