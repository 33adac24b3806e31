package dev.sessionkill.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashPointTests {

    @ParameterizedTest
    @EnumSource
    void findsEveryPointAndTheGuardInTheGateway(RemovedGuard removed) throws IOException {
        Weaver weaver = new Weaver(removed);
        Set<String> classes = new HashSet<>(Set.of(CrashPoint.Call.CLASS));
        for (CrashPoint point : CrashPoint.values()) {
            classes.add(point.owner());
        }
        classes.addAll(removed.classes());

        for (String name : classes) {
            weaver.weave(name, bytes(name));
        }

        assertThat(weaver.unwoven()).isEmpty();
    }

    @Test
    void saysWhichPointsItHasNotFound() {
        assertThat(new Weaver(RemovedGuard.ONCE).unwoven())
                .contains("COMMIT_SEND_BEFORE", "ONCE")
                .hasSizeGreaterThan(CrashPoint.values().length);
    }

    @Test
    void sharesNoCodeBetweenTheCheckAndTheGateway() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameMatching(".*\\.(Checker|Evidence|History|RecordReader|\\w+Rules)(\\$.*)?")
                .should()
                .dependOnClassesThat(
                        com.tngtech.archunit.base.DescribedPredicate.describe(
                                "belong to the gateway",
                                it ->
                                        it.getPackageName().startsWith("dev.sessionkill")
                                                && !it.getPackageName()
                                                        .equals("dev.sessionkill.crash")))
                .check(new ClassFileImporter().importPackages("dev.sessionkill.crash"));
    }

    private static byte[] bytes(String name) throws IOException {
        String file = "/" + name.replace('.', '/') + ".class";
        try (var in = Objects.requireNonNull(Weaver.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }
}
