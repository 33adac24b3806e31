package dev.sessionkill.dbbrain;

import dev.sessionkill.core.SettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where DBbrain or STS is reached, in the two parts that the SDK takes. The SDK signs for the
 * service that stands before the authority's first dot.
 *
 * @param protocol {@code https://} or {@code http://}
 * @param authority host and, if it is not the protocol's own, port
 */
record Endpoint(String protocol, String authority) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HERE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:.*)?");

    /** Reads a setting. */
    static Endpoint parse(String setting, String value) {
        try {
            URI uri = new URI(value);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            boolean reachable = uri.getHost() != null && uri.getPort() <= HIGHEST_PORT;
            if (!web || !reachable || !isBare(uri)) {
                throw wrong(setting);
            }
            return new Endpoint(scheme + "://", uri.getAuthority());
        } catch (URISyntaxException e) {
            throw wrong(setting);
        }
    }

    /** Reads a setting whose answers hold keys: without TLS on this machine alone. */
    static Endpoint secret(String setting, String value) {
        Endpoint endpoint = parse(setting, value);
        if (endpoint.protocol().equals("http://")
                && !HERE.matcher(endpoint.authority()).matches()) {
            throw new SettingException(
                    setting, "must be https://, since keys come from there (http:// on localhost)");
        }
        return endpoint;
    }

    private static boolean isBare(URI uri) {
        return uri.getUserInfo() == null
                && (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static SettingException wrong(String setting) {
        return new SettingException(
                setting,
                "must be https:// or http:// with a host, an optional port and nothing else, such"
                        + " as https://dbbrain.ap-guangzhou.tencentcloudapi.com");
    }
}
