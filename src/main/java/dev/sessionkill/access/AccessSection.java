package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.IssuerSettings;
import dev.sessionkill.core.SettingsSection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whose tokens are believed and what is granted and denied, for the record. */
final class AccessSection {

    private AccessSection() {}

    static SettingsSection of(AccessSettings settings) {
        return new SettingsSection(
                "access",
                Map.of(
                        "issuers",
                        settings.issuers().stream().map(AccessSection::issuer).toList(),
                        "grants",
                        IntStream.range(0, settings.grants().size())
                                .mapToObj(it -> new GrantReader(settings.grants().get(it), it))
                                .map(it -> grant(it.read()))
                                .toList(),
                        "deny",
                        IntStream.range(0, settings.deny().size())
                                .mapToObj(it -> new DenialReader(settings.deny().get(it), it))
                                .map(it -> denial(it.read()))
                                .toList(),
                        "requestsPerSecond",
                        settings.requestsPerSecond()));
    }

    private static Map<String, String> issuer(IssuerSettings issuer) {
        return Map.of(
                "uri", bare(issuer.uri()),
                "jwkSetUri", bare(issuer.jwkSetUri()),
                "audience", issuer.audience(),
                "callerClaim", issuer.callerClaim(),
                "groupsClaim", issuer.groupsClaim());
    }

    private static String bare(@Nullable String uri) {
        return uri == null ? "" : SettingsSection.bare(uri);
    }

    private static Map<String, ?> grant(Grant grant) {
        Map<String, Object> given = rule(grant.rule());
        given.put("users", patterns(grant.scope().users()));
        given.put("databases", patterns(grant.scope().databases()));
        given.put("maxSessions", grant.scope().maxSessions());
        given.put("weight", grant.scope().standing().weight());
        given.put("urgent", grant.scope().standing().mayBeUrgent());
        return given;
    }

    private static Map<String, ?> denial(Denial denial) {
        Map<String, Object> given = rule(denial.rule());
        given.put("users", patterns(denial.sessions().users()));
        given.put("databases", patterns(denial.sessions().databases()));
        return given;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> given = new TreeMap<>();
        given.put("callers", patterns(rule.callers()));
        given.put("actions", rule.actions().stream().sorted().toList());
        given.put("accounts", patterns(rule.accounts()));
        given.put("instances", patterns(rule.instances()));
        return given;
    }

    private static List<String> patterns(List<Wildcard> patterns) {
        return patterns.stream().map(Wildcard::pattern).toList();
    }
}
