package dev.sessionkill.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What no client of HTTP would send, with a canary where it is broken. */
final class BrokenRequests {

    static final String CANARY = "canary-of-a-broken-request";

    /** Each stands between the request line and the header {@code Connection}. */
    private static final List<String> HEADERS =
            List.of(
                    "Authorization: Bearer %s\u0001abc",
                    "Authorization: Bearer a\u0000b%s",
                    "Authorization : Bearer %s",
                    "Authori zation: Bearer %s",
                    "Authorization Bearer %s",
                    " Authorization: Bearer %s",
                    "%s\u00e9: a",
                    ": %s",
                    "Authorization: Bearer %s" + "l".repeat(30_000),
                    "Cookie: %s=\"\u0001",
                    "Cookie: a=%s\"b c; =%s; %s\u007f",
                    "Cookie: $Version=1; a=\"%s",
                    "Cookie: %s\u00e9=1",
                    "Content-Length: %s",
                    "Transfer-Encoding: %s",
                    "Expect: %s");

    private static final List<String> HOSTS =
            List.of("%s[", "[%s]", "%s host", "%s:port", "\u00e9%s", "a\r\nHost: %s");

    private static final List<String> LINES =
            List.of(
                    "GET /quota?a=%s\" HTTP/1.1",
                    "GET /%s\u0001 HTTP/1.1",
                    "GET /%%zz%s HTTP/1.1",
                    "GET /%%00%s HTTP/1.1",
                    "GET /%s%%2f.. HTTP/1.1",
                    "GET /%s/../../.. HTTP/1.1",
                    "GET %s HTTP/1.1",
                    "GET http://%s[/ HTTP/1.1",
                    "GET /quota HTTP/%s",
                    "%s\u0001 /quota HTTP/1.1",
                    "GET /%s" + "l".repeat(30_000) + " HTTP/1.1");

    private BrokenRequests() {}

    /** Everything that the gateway says to them. */
    static String answers(URI gateway) throws IOException {
        StringBuilder answers = new StringBuilder();
        for (String request : all()) {
            answers.append(answer(gateway.getPort(), request));
        }
        return answers.toString();
    }

    private static List<String> all() {
        List<String> all = new ArrayList<>();
        HEADERS.forEach(it -> all.add(request("GET /quota HTTP/1.1", "a", it)));
        HOSTS.forEach(it -> all.add(request("GET /quota HTTP/1.1", it, "Accept: */*")));
        LINES.forEach(it -> all.add(request(it, "a", "Accept: */*")));
        return all;
    }

    private static String request(String line, String host, String header) {
        return (line + "\r\nHost: " + host + "\r\n" + header + "\r\nConnection: close\r\n\r\n")
                .replace("%s", CANARY)
                .replace("%%", "%");
    }

    private static String answer(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return read(socket.getInputStream());
        }
    }

    /** Up to the end, or to where the connection was reset because more was sent than is read. */
    private static String read(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int it = in.read(); it >= 0; it = in.read()) {
                read.write(it);
            }
        } catch (IOException e) {
            // The answer is what had come.
        }
        return read.toString(ISO_8859_1);
    }
}
