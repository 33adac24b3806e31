package dev.sessionkill.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes spans as OTLP over HTTP brings them. */
final class Collector implements AutoCloseable {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    Collector() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::take);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1/traces";
    }

    /** All that came, a character for each byte. */
    String received() {
        return String.join("", bodies);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        bodies.add(new String(body, StandardCharsets.ISO_8859_1));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /**
     * The names of the spans of that trace. A span is written in protobuf: trace id (field 1), span
     * id (2), perhaps the state (3) and the parent (4), and its name (5).
     */
    Set<String> names(String trace) {
        String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
        Pattern span =
                Pattern.compile(
                        "\n\u0010" + Pattern.quote(id) + "\u0012\b.{8}(?:\"\b.{8})?\\*(.)",
                        Pattern.DOTALL);
        Set<String> names = new TreeSet<>();
        String all = received();
        Matcher found = span.matcher(all);
        while (found.find()) {
            int length = found.group(1).charAt(0);
            names.add(all.substring(found.end(), found.end() + length));
        }
        return names;
    }
}
