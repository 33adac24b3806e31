package dev.sessionkill.fuzz;

import dev.sessionkill.api.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether an answer keeps quiet about the inside, and about what it was sent. */
final class SilenceOracle implements Oracle {

    private static final List<String> HEADERS =
            List.of("set-cookie", "server", "x-powered-by", "x-injected");

    private final List<String> secrets;

    /**
     * @param secrets what no answer may hold: keys, tokens, places on the disk
     */
    SilenceOracle(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    @Override
    public List<Finding> judge(Sent sent, Answer answer) {
        List<Finding> found = new ArrayList<>();
        String all = answer.head() + "\n" + answer.body();
        secrets.stream()
                .filter(all::contains)
                .forEach(it -> found.add(new Finding(Rule.LEAKED, "a secret or a path")));
        HEADERS.stream()
                .filter(it -> !answer.header(it).isEmpty())
                .forEach(it -> found.add(new Finding(Rule.LEAKED, "the header " + it)));
        // The OpenAPI document and the record may hold such words for good reasons.
        String told = answer.status() >= 400 ? all : answer.head();
        Inside.WORDS.stream()
                .filter(told::contains)
                .forEach(it -> found.add(new Finding(Rule.LEAKED, it)));
        if (all.contains(Canary.HEADER)) {
            found.add(new Finding(Rule.ECHOED, "the value of a header"));
        }
        if (answer.status() >= 400
                && words(answer.json()).anyMatch(it -> it.contains(Canary.VALUE))) {
            found.add(new Finding(Rule.ECHOED, "a value"));
        }
        return found;
    }

    /** In its own words; which field is meant, and the kill as it stands, are not. */
    private static Stream<String> words(JsonNode problem) {
        return Stream.concat(
                Stream.of(problem.path("title"), problem.path("detail")).map(it -> it.asString("")),
                problem.path("errors").valueStream().map(it -> it.path("message").asString("")));
    }
}
