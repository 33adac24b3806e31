package dev.sessionkill.sandbox;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the sandbox saw and has, and makes it misbehave. */
@RestController
@RequestMapping("/sandbox")
@Profile("sandbox")
class SandboxController {

    record Calls(Map<String, Integer> mostInAnySecond, List<Call> calls) {}

    record Outstanding(int outstanding) {}

    private final SandboxServer server;

    SandboxController(SandboxServer server) {
        this.server = server;
    }

    @GetMapping("/calls")
    Calls calls() {
        Ledger ledger = server.ledger();
        Map<String, Integer> most = new TreeMap<>();
        for (String action : List.of(Match.KILL_ACTION, Match.LIST_ACTION)) {
            most.put(action, ledger.mostInAnySecond(action));
        }
        return new Calls(most, ledger.calls());
    }

    @DeleteMapping("/calls")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetCalls() {
        server.ledger().clear();
    }

    @PostMapping("/faults")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Outstanding order(@RequestBody FaultOrder order) {
        Fault fault = order.ordered();
        Fault[] faults = Collections.nCopies(order.count(), fault).toArray(Fault[]::new);
        server.faults().next(order.match(), faults);
        return new Outstanding(server.faults().outstanding());
    }

    @DeleteMapping("/faults")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancelFaults() {
        server.faults().clear();
    }

    @GetMapping("/sessions")
    Map<String, List<SandboxSession>> sessions() {
        Map<String, List<SandboxSession>> sessions = new TreeMap<>();
        Instances instances = server.instances();
        instances.names().forEach(it -> sessions.put(it, instances.sessions(it)));
        return sessions;
    }
}
