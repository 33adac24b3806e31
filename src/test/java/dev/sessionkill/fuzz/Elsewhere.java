package dev.sessionkill.fuzz;

import dev.sessionkill.fuzz.Sent.Aim;
import java.util.ArrayList;
import java.util.List;

/** Requests for what is no operation, or hardly one. */
final class Elsewhere {

    static final List<String> METHODS =
            List.of(
                    "GET",
                    "POST",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "PROPFIND",
                    "get",
                    "G\u00cbT");

    private static final List<String> TARGETS =
            List.of(
                    "/",
                    "/error",
                    "/actuator/health",
                    "/actuator/env",
                    "/sandbox/sessions",
                    "/v3/api-docs",
                    "/swagger-ui.html",
                    "/problems/invalid-request",
                    "/problems/" + Canary.VALUE,
                    "/problems/%00",
                    "/sessions/",
                    "//sessions",
                    "/sessions/kill/",
                    "/sessions/kill/../../audit/events",
                    "/sessions/kill/..%2f..%2faudit",
                    "/sessions/kill/%2e%2e/x",
                    "/sessions;a=b/kill",
                    "/SESSIONS/KILL",
                    "/sessions/kill/%zz",
                    "/sessions/kill/%c0%af",
                    "/sessions/kill/a\\b",
                    "/sessions/kill/\u00ff",
                    "/sessions/kill/a b",
                    "/sessions/kill/" + "a".repeat(9_000),
                    "/sessions/kill/" + "a/".repeat(500),
                    "/audit/events/1",
                    "/audit/",
                    "/quota.json",
                    "/quota%20",
                    "http://other.example.com/quota",
                    "*",
                    "quota",
                    "/swagger-ui/../quota",
                    "/favicon.ico",
                    "/webjars/x");

    private Elsewhere() {}

    static Sent draw(int number, Tokens.Token token, Values values) {
        String target = values.one(TARGETS);
        String method = values.one(METHODS);
        List<String> lines = head(token);
        lines.addAll(new Heads(values).odd());
        lines.add("Connection: close");
        Aim aim = new Aim(false, isPlain(method, target) && fits(lines), !token.good(), false);
        return new Sent(number, new Message(method, target, lines, new byte[0]), aim, null);
    }

    static List<String> head(Tokens.Token token) {
        List<String> lines = new ArrayList<>(List.of("Host: localhost"));
        if (!token.text().isEmpty()) {
            lines.add("Authorization: " + token.text());
        }
        return lines;
    }

    static boolean isPlain(String method, String target) {
        return method.matches("[A-Z]+")
                && !method.equals("TRACE")
                && !method.equals("CONNECT")
                && target.matches("/[A-Za-z0-9._/-]*")
                && target.length() < 8_000
                && !target.contains("//")
                && !target.contains("..");
    }

    /** Whether Tomcat takes so many and so long headers, and nothing but ASCII. */
    static boolean fits(List<String> lines) {
        return lines.size() < 90
                && lines.stream().mapToInt(String::length).sum() < 20_000
                && lines.stream().allMatch(it -> it.chars().allMatch(c -> c < 127));
    }
}
