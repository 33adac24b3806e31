package dev.sessionkill.kill;

import dev.sessionkill.core.Region;
import dev.sessionkill.core.Sha256;
import dev.sessionkill.sessions.Expectation;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an order says as one text, equal for two orders only if they say the same: each part with
 * its length before it. Keys are kept for seven days with the digest of their order, so neither the
 * text nor the names in it may change from one version to the next.
 */
final class OrderDigest {

    private final StringBuilder parts = new StringBuilder();

    private OrderDigest() {}

    /** Lower-case hexadecimal SHA-256. */
    static String of(KillOrder order) {
        OrderDigest digest = new OrderDigest();
        digest.part(order.account().value());
        digest.part(
                order.region()
                        .map(Region::value)
                        .map("Optional[%s]"::formatted)
                        .orElse("Optional.empty"));
        digest.part(order.product().name());
        digest.part(order.instance().value());
        digest.part(order.reason().text());
        order.sessions()
                .forEach(
                        (thread, expected) -> {
                            digest.part(Long.toString(thread.value()));
                            digest.part(text(expected));
                        });
        if (order.urgent()) {
            digest.part("urgent");
        }
        return Sha256.hex(digest.parts.toString());
    }

    private void part(String part) {
        parts.append(part.length()).append(':').append(part);
    }

    private static String text(Expectation expected) {
        return "Expectation[user=%s, host=%s, db=%s, statement=%s, seconds=%s, observedAt=%s]"
                .formatted(
                        field(expected.user()),
                        field(expected.host()),
                        field(expected.db()),
                        field(expected.statement()),
                        expected.seconds(),
                        expected.observedAt());
    }

    /**
     * A text as it is, unless it could be taken for no text or for the end of its field and others,
     * or has no bytes of its own: then its characters as numbers.
     */
    private static @Nullable String field(@Nullable String text) {
        return text == null || isPlain(text)
                ? text
                : text.chars()
                        .mapToObj("%04x"::formatted)
                        .collect(Collectors.joining("", "\"", ""));
    }

    private static boolean isPlain(String text) {
        return !text.equals("null")
                && !text.startsWith("\"")
                && !text.contains(",")
                && text.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE);
    }
}
