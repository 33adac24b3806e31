package dev.sessionkill.audit;

import dev.sessionkill.core.SettingsSection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.info.BuildProperties;

/** A gateway's settings, and its start as far as the record sees it. */
final class TestSettings {

    static final SettingsSection ACCESS = access("group:dba");
    static final SettingsSection KILL =
            new SettingsSection("kill", Map.of("catalogue", 1, "requireIdentity", false));

    private TestSettings() {}

    static SettingsSection access(String caller) {
        return new SettingsSection("access", Map.of("grants", List.of(caller)));
    }

    /** Starts a gateway on that record. */
    static void start(TestRecord record, SettingsSection... sections) {
        new SettingsOnRecord(
                        List.of(sections),
                        beans().getBeanProvider(BuildProperties.class),
                        record.transactions,
                        record.table,
                        record.log)
                .start();
    }

    private static DefaultListableBeanFactory beans() {
        Properties build = new Properties();
        build.setProperty("version", "1.2.3");
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("build", new BuildProperties(build));
        return beans;
    }
}
