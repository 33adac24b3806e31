package dev.sessionkill.access;

import dev.sessionkill.access.AccessSettings.IssuerSettings;
import dev.sessionkill.core.SettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the issuers from their settings. A message never repeats a URI: it may hold a password. */
final class IssuerReader {

    private static final String ISSUERS = AccessSettings.PREFIX + "issuers";

    private final Documents documents;
    private final Clock clock;

    IssuerReader(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    Issuers read(List<IssuerSettings> settings) {
        if (settings.isEmpty()) {
            throw new SettingException(
                    ISSUERS, "none is configured; set " + ISSUERS + "[0].uri to your issuer's URI");
        }
        List<Issuer> issuers = new ArrayList<>();
        for (IssuerSettings each : settings) {
            String prefix = ISSUERS + "[" + issuers.size() + "].";
            Issuer issuer = read(each, prefix);
            if (issuers.stream().anyMatch(it -> it.uri().equals(issuer.uri()))) {
                throw new SettingException(prefix + "uri", "is the same as an earlier issuer's");
            }
            issuers.add(issuer);
        }
        return new Issuers(issuers);
    }

    private Issuer read(IssuerSettings settings, String prefix) {
        String uri = uri(settings.uri(), prefix + "uri").toString();
        ClaimRules rules =
                new ClaimRules(
                        present(settings.audience(), prefix + "audience"),
                        present(settings.callerClaim(), prefix + "caller-claim"),
                        present(settings.groupsClaim(), prefix + "groups-claim"));
        @Nullable URI keys =
                settings.jwkSetUri() == null
                        ? null
                        : uri(settings.jwkSetUri(), prefix + "jwk-set-uri");
        RemoteKeys remote = new RemoteKeys(uri, keys, documents);
        return new Issuer(uri, new IssuerKeys(remote, clock), rules, clock);
    }

    private static String present(String value, String setting) {
        if (value.isBlank()) {
            throw new SettingException(setting, "must not be blank");
        }
        return value;
    }

    private static URI uri(@Nullable String value, String setting) {
        if (value == null || value.isBlank()) {
            throw new SettingException(setting, "is missing; write an http or https URI");
        }
        try {
            URI uri = new URI(value);
            if (uri.getScheme() != null
                    && Set.of("http", "https").contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Answered below, without the value.
        }
        throw new SettingException(
                setting, "must be an absolute http or https URI without user, password, fragment");
    }
}
