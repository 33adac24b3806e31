package dev.sessionkill.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Hands a test token to whoever asks. */
@RestController
@Profile("sandbox")
class TokenController {

    record Wish(
            @Nullable String subject,
            @Nullable List<String> groups,
            @Nullable Long expiresInSeconds) {}

    record Token(String token, String tokenType, Instant expiresAt) {}

    private static final long LONGEST = Duration.ofDays(1).toSeconds();

    private final TokenIssuer issuer;

    TokenController(SandboxServer server) {
        this.issuer = server.issuer();
    }

    /** The bare token, fit for {@code $(curl …)}, unless JSON is asked for by name. */
    @PostMapping(
            path = "/sandbox/tokens",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Object> mint(
            @RequestBody(required = false) @Nullable Wish wish,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        Wish asked = wish == null ? new Wish(null, null, null) : wish;
        String subject = asked.subject() == null ? "oncall" : asked.subject();
        List<String> groups = asked.groups() == null ? List.of("dba") : asked.groups();
        long seconds = asked.expiresInSeconds() == null ? 3600 : asked.expiresInSeconds();
        if (groups.stream().anyMatch(Objects::isNull)) {
            throw new NonsenseException("groups", "must be names");
        }
        if (subject.isBlank()) {
            throw new NonsenseException("subject", "must not be blank");
        }
        if (seconds < 1 || seconds > LONGEST) {
            throw new NonsenseException("expiresInSeconds", "must be 1 to " + LONGEST);
        }
        Duration validFor = Duration.ofSeconds(seconds);
        String token = issuer.mint(subject, groups, validFor);
        Instant expiresAt = Instant.now().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        boolean json = prefersJson(accept);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(json ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN)
                .body(json ? new Token(token, "Bearer", expiresAt) : token);
    }

    private static boolean prefersJson(String accept) {
        return MediaType.parseMediaTypes(accept).stream()
                .filter(MediaType::isConcrete)
                .filter(
                        it ->
                                it.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                                        || it.equalsTypeAndSubtype(MediaType.TEXT_PLAIN))
                .findFirst()
                .filter(it -> it.equalsTypeAndSubtype(MediaType.APPLICATION_JSON))
                .isPresent();
    }
}
