package dev.sessionkill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sessionkill.fuzz.Sent.Aim;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Draws requests; the same number of the same seed is always the same request. */
final class Maker {

    private final ApiDocument document;
    private final Tokens tokens;
    private final long seed;

    Maker(ApiDocument document, Tokens tokens, long seed) {
        this.document = document;
        this.tokens = tokens;
        this.seed = seed;
    }

    Sent draw(int number) {
        // Neighbours would begin with almost the same numbers.
        Values values = new Values(new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L));
        return values.oneIn(12)
                ? Elsewhere.draw(number, tokens.draw(values), values)
                : operation(number, values);
    }

    private Sent operation(int number, Values values) {
        Operation operation = values.one(document.operations());
        String instance = "cdb-f" + number;
        Examples examples = new Examples(instance);
        Queries queries = new Queries(examples, values);
        Heads heads = new Heads(values);
        Tokens.Token token = tokens.draw(values);
        // One thing is wrong at a time, so that it is reached.
        int odd = values.random().nextInt(10);
        Queries.Query query = odd < 3 ? queries.odd(operation) : queries.good(operation);
        String method = odd == 3 ? values.one(Elsewhere.METHODS) : operation.method();
        List<String> lines = Elsewhere.head(token);
        if (odd > 3 && odd < 6) {
            lines.addAll(heads.odd());
        }
        boolean broken = odd == 6 && values.oneIn(2);
        if (broken) {
            lines.add(heads.broken());
        }
        Bodies.Body body = body(operation, new Bodies(document, examples, values), odd, values);
        boolean typed = odd != 7 || values.oneIn(3);
        String target = target(operation, query, values);
        Message message =
                message(
                        method,
                        target,
                        lines,
                        body,
                        values,
                        typed ? "Content-Type: application/json" : heads.type());
        boolean wrong = query.wrong() || (body != null && operation.body() != null && body.wrong());
        boolean http =
                query.http()
                        && !message.path().contains("%")
                        && !broken
                        && Elsewhere.isPlain(method, "/")
                        && Elsewhere.fits(lines);
        boolean kills = method.equals("POST");
        return new Sent(
                number,
                message,
                new Aim(wrong && method.equals(operation.method()), http, !token.good(), kills),
                instance);
    }

    private static String target(Operation operation, Queries.Query query, Values values) {
        String id =
                switch (values.random().nextInt(6)) {
                    case 0 -> Queries.encoded(values.text()).replace("%2F", "x") + "x";
                    case 1 -> "0199a1b2-0000-7000-8000-" + Canary.VALUE;
                    default -> Sent.KILL;
                };
        return operation.path().replace("{id}", id) + query.text();
    }

    private static Bodies.@Nullable Body body(
            Operation operation, Bodies bodies, int odd, Values values) {
        JsonNode schema = operation.body();
        if (schema == null) {
            return values.oneIn(15)
                    ? new Bodies.Body(
                            values.one(List.of("{}", "x=1", "\u00ff", Canary.VALUE)), false)
                    : null;
        }
        return odd < 3 || odd > 7 || values.oneIn(3) ? bodies.odd(schema) : bodies.good(schema);
    }

    private static Message message(
            String method,
            String target,
            List<String> lines,
            Bodies.@Nullable Body body,
            Values values,
            String type) {
        byte[] bytes = new byte[0];
        if (body != null) {
            bytes = body.text().getBytes(UTF_8);
            lines.add(type);
            // What ISO 8859-1 lacks would become a question mark, with which the body may be good.
            if (values.oneIn(40) && ISO_8859_1.newEncoder().canEncode(body.text())) {
                bytes =
                        values.oneIn(2)
                                ? body.text().getBytes(UTF_16)
                                : body.text().getBytes(ISO_8859_1);
            }
            if (values.oneIn(10)) {
                lines.add("Transfer-Encoding: chunked");
                bytes = chunked(bytes);
            } else {
                lines.add("Content-Length: " + bytes.length);
            }
        }
        lines.add("Connection: close");
        return new Message(method, target, lines, bytes);
    }

    private static byte[] chunked(byte[] bytes) {
        String chunk =
                bytes.length == 0
                        ? ""
                        : Integer.toHexString(bytes.length)
                                + "\r\n"
                                + new String(bytes, ISO_8859_1)
                                + "\r\n";
        return (chunk + "0\r\n\r\n").getBytes(ISO_8859_1);
    }
}
