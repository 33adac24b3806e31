package dev.sessionkill.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Headers that somebody did not think of. */
final class Heads {

    /** What HTTP has no objection to. */
    private static final List<String> ODD =
            List.of(
                    "Prefer: wait=0",
                    "Prefer: wait=1",
                    "Prefer: wait=99999999999999999999",
                    "Prefer: wait=-1, respond-async",
                    "Prefer: respond-async;x=\"" + Canary.HEADER + "\\\"",
                    "Prefer: " + "\"".repeat(300),
                    "Prefer: wait=" + "9".repeat(5_000),
                    "Prefer: " + ",;=".repeat(500),
                    "Idempotency-Key: " + Canary.HEADER,
                    "Idempotency-Key:",
                    "Idempotency-Key: " + "k".repeat(255),
                    "Idempotency-Key: " + "k".repeat(256),
                    "Idempotency-Key: a,b",
                    "Idempotency-Key: \u00e9" + Canary.HEADER,
                    "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    "traceparent: 00-00000000000000000000000000000000-0000000000000000-01",
                    "traceparent: ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    "traceparent: " + Canary.HEADER,
                    "traceparent: 00-" + "a".repeat(4_000) + "-b7ad6b7169203331-01",
                    "tracestate: " + Canary.HEADER + "=" + "x".repeat(600),
                    "tracestate: ,,,=,",
                    "baggage: " + Canary.HEADER + "=1;x,=",
                    "b3: " + Canary.HEADER,
                    "X-B3-TraceId: " + Canary.HEADER,
                    "X-Forwarded-For: " + Canary.HEADER + ", 1.2.3.4",
                    "X-Forwarded-Host: " + Canary.HEADER + ".example.com",
                    "X-Forwarded-Proto: javascript",
                    "X-Forwarded-Port: 99999999",
                    "X-Forwarded-Prefix: //" + Canary.HEADER,
                    "Forwarded: for=" + Canary.HEADER + ";host=" + Canary.HEADER,
                    "X-Original-URL: /audit/events?" + Canary.HEADER,
                    "X-Rewrite-URL: /" + Canary.HEADER,
                    "X-HTTP-Method-Override: DELETE",
                    "Origin: https://" + Canary.HEADER + ".example.com",
                    "Referer: " + Canary.HEADER,
                    "User-Agent: ${jndi:ldap://127.0.0.1/" + Canary.HEADER + "}",
                    "Cookie: JSESSIONID=" + Canary.HEADER,
                    "Range: bytes=0-1,5-" + "9".repeat(30),
                    "If-None-Match: *",
                    "If-Modified-Since: " + Canary.HEADER,
                    "Expect: 100-continue",
                    "Upgrade: h2c",
                    "Accept-Encoding: gzip;q=nan, *;q=0",
                    "Accept-Language: " + "x-".repeat(500),
                    "Content-Encoding: gzip",
                    "Content-Language: " + Canary.HEADER,
                    "X-Junk: " + "j".repeat(8_000),
                    "Date: " + Canary.HEADER,
                    "Max-Forwards: -1",
                    "Proxy-Authorization: Basic " + Canary.HEADER);

    private static final List<String> ACCEPTED =
            List.of(
                    "Accept: */*",
                    "Accept: application/json",
                    "Accept: application/problem+json",
                    "Accept: application/x-ndjson",
                    "Accept: text/html",
                    "Accept: application/xml, text/plain;q=0.1",
                    "Accept: application/json;q=0",
                    "Accept: application/json;charset=UTF-16",
                    "Accept: " + Canary.HEADER,
                    "Accept: */json",
                    "Accept: " + "a/b,".repeat(300),
                    "Accept: application/*+json;q=1.0000001",
                    "Accept:");

    private static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/json;charset=UTF-16",
                    "application/json;charset=" + Canary.HEADER,
                    "application/json; charset=\"utf-8",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/problem+json",
                    "application/*",
                    "/",
                    Canary.HEADER,
                    "application/json" + ";a=b".repeat(200));

    /** What is no HTTP, or asks for what cannot be. */
    private static final List<String> BROKEN =
            List.of(
                    "Transfer-Encoding: gzip",
                    "Transfer-Encoding: chunked, identity",
                    "Transfer-Encoding: " + Canary.HEADER,
                    "Content-Length: 5, 6",
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: " + Canary.HEADER,
                    "Bad Header: " + Canary.HEADER,
                    "X-Bad\u0000: 1",
                    "X-Control: a\u0001b",
                    "X-Null: a\u0000b",
                    " folded: " + Canary.HEADER,
                    "NoColon",
                    ": empty",
                    "X-Long: " + "l".repeat(30_000),
                    "Expect: " + Canary.HEADER,
                    "Host: other.example.com",
                    "Host: [",
                    "Connection: Upgrade, HTTP2-Settings");

    private final Values values;

    Heads(Values values) {
        this.values = values;
    }

    List<String> odd() {
        List<String> lines = new ArrayList<>();
        for (int i = values.random().nextInt(4); i > 0; i--) {
            lines.add(values.one(ODD));
        }
        if (values.oneIn(4)) {
            lines.add(values.one(ACCEPTED));
        }
        if (values.oneIn(200)) {
            for (int i = 0; i < 150; i++) {
                lines.add("X-Many-" + i + ": " + Canary.HEADER);
            }
        }
        return lines;
    }

    String type() {
        return "Content-Type: " + values.one(TYPES);
    }

    String broken() {
        return values.one(BROKEN);
    }
}
