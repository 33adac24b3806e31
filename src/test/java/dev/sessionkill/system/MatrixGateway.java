package dev.sessionkill.system;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.InMemoryInstances;
import dev.sessionkill.sandbox.Match;
import dev.sessionkill.sandbox.SandboxOptions;
import dev.sessionkill.sandbox.SandboxServer;
import dev.sessionkill.sandbox.SandboxSession;
import dev.sessionkill.system.GrantModel.Owner;
import dev.sessionkill.system.GrantModel.Person;
import dev.sessionkill.system.Matrix.Cell;
import dev.sessionkill.system.TestGateway.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway with the grants, accounts and sessions of the {@link Matrix}. */
final class MatrixGateway implements AutoCloseable {

    private static final String KILL = "/sessions/kill";

    private final InMemoryInstances instances = InMemoryInstances.empty();
    private final SandboxOptions options = SandboxOptions.defaults().withInstances(instances);
    private final SandboxServer second = SandboxServer.start(options);
    private final Map<Person, String> tokens = new ConcurrentHashMap<>();
    private final TestGateway gateway;

    MatrixGateway() throws IOException {
        Matrix.cells().forEach(this::populate);
        String account = "--gateway.accounts.second.";
        List<String> settings = new ArrayList<>(Matrix.MODEL.settings());
        settings.addAll(
                List.of(
                        "--gateway.accounts.default.calls-per-second=1000",
                        "--gateway.accounts.default.call-timeout=8s",
                        account + "call-timeout=8s",
                        account + "calls-per-second=1000",
                        account + "endpoint=" + second.endpoint(),
                        account + "region=ap-guangzhou",
                        account + "credentials.secret-id=" + options.secretId(),
                        account + "credentials.secret-key=" + options.secretKey()));
        gateway = TestGateway.start(options, settings.toArray(String[]::new));
    }

    private void populate(Cell cell) {
        for (int i = 0; i < Matrix.OWNERS.size(); i++) {
            instances.add(
                    cell.place().instance(),
                    new SandboxSession(
                            cell.thread(i),
                            Matrix.OWNERS.get(i).user(),
                            "10.0.0.1:4000",
                            Matrix.OWNERS.get(i).database(),
                            "Query",
                            60,
                            "executing",
                            "select sleep(600)"));
        }
    }

    Answer list(Cell cell) throws Exception {
        return get(
                cell.person(),
                "/sessions?instanceId=%s&account=%s"
                        .formatted(cell.place().instance(), cell.place().account()));
    }

    Answer foretell(Cell cell, List<Owner> named) throws Exception {
        return post(cell, named, true);
    }

    Answer kill(Cell cell, List<Owner> named) throws Exception {
        return post(cell, named, false);
    }

    private Answer post(Cell cell, List<Owner> named, boolean validateOnly) throws Exception {
        String body =
                """
                {"instanceId": "%s", "account": "%s", "threads": %s, "reason": "a test",
                 "validateOnly": %s}
                """
                        .formatted(
                                cell.place().instance(),
                                cell.place().account(),
                                cell.threads(named),
                                validateOnly);
        return gateway.send(
                request(cell.person(), KILL)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=60")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer kill(Person person, String id) throws Exception {
        return get(person, KILL + "/" + id);
    }

    Answer kills(Person person) throws Exception {
        return get(person, KILL + "?limit=500");
    }

    Answer callOff(Person person, String id) throws Exception {
        return gateway.send(request(person, KILL + "/" + id).DELETE());
    }

    Answer get(Person person, String path) throws Exception {
        return gateway.send(request(person, path).GET());
    }

    private HttpRequest.Builder request(Person person, String path) {
        String token =
                tokens.computeIfAbsent(
                        person,
                        it ->
                                gateway.upstream()
                                        .issuer()
                                        .mint(it.name(), it.groups(), Duration.ofHours(1)));
        return HttpRequest.newBuilder(gateway.uri(path)).header("Authorization", "Bearer " + token);
    }

    /** The sessions that such calls have named. */
    Set<Long> sent(Match match) {
        return Stream.of(gateway.upstream(), second)
                .flatMap(it -> it.ledger().calls(match).stream())
                .map(Call::threads)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<Long> alive() {
        return Matrix.INSTANCES.stream()
                .flatMap(it -> instances.threads(it).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        second.close();
    }
}
