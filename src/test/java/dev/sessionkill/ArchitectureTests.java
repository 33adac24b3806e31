package dev.sessionkill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTests {

    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.sessionkill");

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    com.tencentcloudapi..,                        dbbrain
                    okhttp3..,                                    dbbrain
                    org.springframework.retry..,                  dbbrain
                    org.springframework.web.bind.annotation..,    api sandbox
                    io.swagger..,                                 api
                    com.nimbusds..,                               access sandbox
                    org.springframework.security.oauth2..,        access
                    org.springframework.jdbc..,                   audit kill storage throttle
                    com.zaxxer.hikari..,                          storage throttle
                    org.flywaydb..,                               storage
                    org.postgresql..,                             storage
                    """)
    void keepsEachLibraryWhereItIsNeeded(String library, String modules) {
        String[] allowed =
                Arrays.stream(modules.split(" ", -1))
                        .map(it -> "dev.sessionkill." + it + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(MAIN);
    }

    @ParameterizedTest
    @CsvSource({"org.springframework..", "java.sql..", "jakarta.."})
    void keepsFrameworksOutOfCore(String framework) {
        noClasses()
                .that()
                .resideInAPackage("dev.sessionkill.core..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(framework)
                .check(MAIN);
    }
}
