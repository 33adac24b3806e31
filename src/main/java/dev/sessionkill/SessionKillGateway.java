package dev.sessionkill;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway. */
@SpringBootApplication
public class SessionKillGateway {

    static void main(String[] args) {
        SpringApplication.run(SessionKillGateway.class, args);
    }
}
