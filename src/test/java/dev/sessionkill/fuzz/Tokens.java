package dev.sessionkill.fuzz;

import dev.sessionkill.sandbox.TokenIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Good tokens of several callers, and some that are none. */
final class Tokens {

    private static final Duration LONG = Duration.ofHours(6);
    private static final int CALLERS = 20;

    private final List<Token> good = new ArrayList<>();
    private final List<Token> bad;

    /**
     * What stands in {@code Authorization}.
     *
     * @param text empty for no header
     * @param good whether its caller is known
     */
    record Token(String text, boolean good) {}

    Tokens(TokenIssuer issuer) {
        for (int i = 0; i < CALLERS; i++) {
            good.add(bearer(issuer, "fuzzer" + i, "dba"));
        }
        good.add(bearer(issuer, "nobody", "none"));
        String real = good.getFirst().text();
        bad =
                List.of(
                        new Token("", false),
                        new Token("Bearer", false),
                        new Token("Bearer " + Canary.HEADER, false),
                        new Token("Bearer " + Canary.HEADER + "." + Canary.HEADER + ".x", false),
                        new Token(real + Canary.HEADER, false),
                        new Token(real.substring(0, real.length() / 2), false),
                        new Token("Basic " + Canary.HEADER, false),
                        new Token(Canary.HEADER, false));
    }

    private static Token bearer(TokenIssuer issuer, String subject, String group) {
        return new Token("Bearer " + issuer.mint(subject, List.of(group), LONG), true);
    }

    Token draw(Values values) {
        return values.oneIn(10) ? values.one(bad) : values.one(good);
    }

    /** What no answer may hold. */
    List<String> secrets() {
        return good.stream().map(it -> it.text().substring("Bearer ".length())).toList();
    }
}
