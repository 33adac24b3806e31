package dev.sessionkill.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer of tokens that answers over HTTP, as well or as badly as a test wants. */
final class TestIssuer implements AutoCloseable {

    final AtomicInteger fetches = new AtomicInteger();
    volatile boolean down;
    volatile String discovery = "";
    volatile String keys;

    private final HttpServer server;
    private final Instant now;

    TestIssuer(Instant now, JWK... published) {
        this.now = now;
        this.keys = set(published);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", it -> answer(it, discovery));
        server.createContext(
                "/keys",
                it -> {
                    fetches.incrementAndGet();
                    if (takes(it, "application/jwk-set+json")) {
                        answer(it, keys);
                    } else {
                        it.sendResponseHeaders(406, -1);
                    }
                });
        server.start();
        discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(uri(), keysUri());
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String keysUri() {
        return uri() + "/keys";
    }

    void publishes(JWK... published) {
        keys = set(published);
    }

    String token() {
        return token(TestKeys.RSA, it -> it);
    }

    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return token(TestKeys.RSA, change);
    }

    String token(JWK key, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header(key).build(), key, change);
    }

    String token(JWSHeader header) {
        return signed(header, TestKeys.RSA, it -> it);
    }

    String signed(JWSHeader header, JWK key, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(header, TestKeys.signer(key), change);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signed(JWSHeader header, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT token = new SignedJWT(header, change.apply(claims()).build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For claims that Nimbus would not write: the change is made to their JSON. */
    String signed(UnaryOperator<String> change) {
        try {
            JWSObject token =
                    new JWSObject(
                            header(TestKeys.RSA).build(),
                            new Payload(change.apply(claims().build().toString())));
            token.sign(TestKeys.signer(TestKeys.RSA));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience("session-kill-gateway")
                .subject("ops-portal")
                .claim("groups", List.of("dba"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
    }

    static JWSHeader.Builder header(JWK key) {
        JWSAlgorithm algorithm =
                switch (key.getKeyType().getValue()) {
                    case "EC" -> JWSAlgorithm.ES256;
                    case "OKP" -> JWSAlgorithm.EdDSA;
                    default -> JWSAlgorithm.RS256;
                };
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toString();
    }

    /** A Kubernetes API server has keys in this form alone. */
    private static boolean takes(HttpExchange exchange, String type) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains(type);
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(down ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
