package dev.sessionkill;

import dev.sessionkill.audit.AuditCommand;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LoggingSystem;

/** Starts the gateway, or verifies its record without one. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SessionKillGateway {

    static void main(String[] args) {
        if (args.length > 0 && args[0].equals("audit")) {
            // Nothing but the command's own lines: the libraries would log all they do.
            LoggingSystem.get(SessionKillGateway.class.getClassLoader()).beforeInitialize();
            List<String> arguments = Arrays.asList(args).subList(1, args.length);
            System.exit(AuditCommand.run(arguments, System.out));
        }
        SpringApplication.run(SessionKillGateway.class, args);
    }
}
