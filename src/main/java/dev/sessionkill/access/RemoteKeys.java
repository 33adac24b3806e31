package dev.sessionkill.access;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, fetched anew each time. Where they are is asked when they are first needed, so
 * that the gateway starts while the issuer is down, and again after every failure.
 */
final class RemoteKeys implements JWKSetSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);

    private final String issuer;
    private final @Nullable URI configured;
    private final Documents documents;
    private volatile @Nullable URI discovered;
    private volatile boolean failing;

    RemoteKeys(String issuer, @Nullable URI configured, Documents documents) {
        this.issuer = issuer;
        this.configured = configured;
        this.documents = documents;
    }

    /** Whether the last attempt failed, so that newer keys than ours may exist. */
    boolean failing() {
        return failing;
    }

    @Override
    public JWKSet getJWKSet(
            JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            JWKSet keys = JWKSet.parse(documents.get(location()));
            failing = false;
            return keys;
        } catch (IOException | ParseException | RuntimeException e) {
            failing = true;
            discovered = null;
            if (!documents.isClosed()) {
                log.warn(
                        "The keys of issuer {} could not be fetched: {}. Tokens that need them get"
                                + " 503; the next such token tries again, {} s later at most",
                        issuer,
                        why(e),
                        IssuerKeys.FETCH_INTERVAL.toSeconds());
            }
            throw new JWKSetRetrievalException("keys of " + issuer, e);
        }
    }

    /**
     * What the parser does not expect is a fault of its own, whose message tells nobody anything.
     */
    private static @Nullable String why(Exception e) {
        return e instanceof RuntimeException && !(e instanceof IllegalArgumentException)
                ? "what was sent is not a set of keys"
                : e.getMessage();
    }

    @Override
    public void close() {
        // The documents are shared with the other issuers; nothing here is open.
    }

    private URI location() throws IOException, ParseException {
        URI known = configured == null ? discovered : configured;
        if (known == null) {
            known = discover();
            discovered = known;
        }
        return known;
    }

    /** OpenID Connect Discovery 1.0, section 4: the issuer in the document must be this one. */
    private URI discover() throws IOException, ParseException {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI document = URI.create(base + "/.well-known/openid-configuration");
        Map<String, Object> metadata = JSONObjectUtils.parse(documents.get(document));
        if (!issuer.equals(metadata.get("issuer"))) {
            throw new IOException("the discovery document is another issuer's");
        }
        if (!(metadata.get("jwks_uri") instanceof String keys)) {
            throw new IOException("the discovery document has no jwks_uri");
        }
        URI uri = URI.create(keys);
        if (!"https".equals(uri.getScheme()) && !document.getScheme().equals(uri.getScheme())) {
            throw new IOException("the jwks_uri is neither https nor of the issuer's scheme");
        }
        return uri;
    }
}
