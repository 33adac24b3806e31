package dev.sessionkill.fuzz;

import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What may have been sent to the vendor: each request has an instance of its own. */
final class Dispatches {

    private static final Set<Integer> DONE = Set.of(0, 200, 202, 409, 502, 504);

    private static final Pattern IN_QUERY =
            Pattern.compile("[?&]instanceId=([A-Za-z0-9._-]+)(&|$)");

    private final Map<String, Boolean> mayKill = new ConcurrentHashMap<>();

    /** Notes what that answer says was done. */
    void note(Sent sent, Answer answer) {
        if (!DONE.contains(answer.status())) {
            return;
        }
        boolean only = answer.json().path("validateOnly").asBoolean(false);
        for (String instance : instances(sent, answer)) {
            mayKill.merge(instance, sent.aim().kills() && !only, Boolean::logicalOr);
        }
    }

    /** What a request was given to name, and what it named instead if that was odd. */
    private static Set<String> instances(Sent sent, Answer answer) {
        Set<String> instances = new HashSet<>();
        String own = sent.instance();
        if (own != null) {
            instances.add(own);
        }
        Matcher named = IN_QUERY.matcher(sent.message().target());
        if (named.find()) {
            instances.add(named.group(1));
        }
        JsonNode kill = answer.json();
        instances.add(kill.path("instanceId").asString(""));
        instances.add(kill.path("kill").path("instanceId").asString(""));
        return instances;
    }

    /** Calls that nobody was told of. */
    List<Finding> judge(List<Call> calls) {
        return calls.stream()
                .filter(it -> !isAllowed(it))
                .map(
                        it ->
                                new Finding(
                                        Rule.SENT,
                                        "%s %s for %s"
                                                .formatted(it.action(), it.stage(), it.instance())))
                .distinct()
                .toList();
    }

    private boolean isAllowed(Call call) {
        String instance = call.instance();
        return instance != null
                && mayKill.containsKey(instance)
                && (call.action().equals(Match.LIST_ACTION)
                        || mayKill.getOrDefault(instance, false));
    }
}
