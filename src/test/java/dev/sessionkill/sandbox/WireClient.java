package dev.sessionkill.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to a sandbox, with nothing between the test and the bytes. */
final class WireClient implements AutoCloseable {

    /** An answer as it came. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode response() {
            return JsonMapper.shared().readTree(body).path("Response");
        }

        String errorCode() {
            return response().path("Error").path("Code").stringValue("none");
        }

        String sqlExecId() {
            return response().path("SqlExecId").stringValue();
        }

        String threads() {
            return response().path("Threads").toString();
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final String host;
    private final Tc3Signer signer;

    WireClient(SandboxServer server) throws IOException {
        URI uri = URI.create(server.endpoint());
        host = uri.getHost() + ":" + uri.getPort();
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
        signer =
                new Tc3Signer(server.options().secretId(), server.options().secretKey(), "dbbrain");
    }

    Answer prepare(String instance, long... threads) throws IOException {
        return call(
                Match.KILL_ACTION,
                """
                {"InstanceId": "%s", "Stage": "Prepare", "Threads": %s}\
                """
                        .formatted(instance, Arrays.toString(threads)));
    }

    Answer commit(String instance, String sqlExecId) throws IOException {
        return call(
                Match.KILL_ACTION,
                """
                {"InstanceId": "%s", "Stage": "Commit", "SqlExecId": "%s"}\
                """
                        .formatted(instance, sqlExecId));
    }

    Answer call(String action, String json) throws IOException {
        send(action, json);
        return receive();
    }

    void send(String action, String json) throws IOException {
        long now = Instant.now().getEpochSecond();
        sendRaw(
                """
                POST / HTTP/1.1
                Host: %s
                Content-Type: %s
                X-TC-Action: %s
                X-TC-Version: 2021-05-27
                X-TC-Region: ap-guangzhou
                X-TC-Timestamp: %d
                Authorization: %s
                Content-Length: %d

                """
                                .formatted(
                                        host,
                                        Tc3Signer.CONTENT_TYPE,
                                        action,
                                        now,
                                        signer.authorization(host, now, json),
                                        json.getBytes(StandardCharsets.UTF_8).length)
                                .replace("\n", "\r\n")
                        + json);
    }

    void sendRaw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    Answer receive() throws IOException {
        Answer head = receiveHead();
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("only " + body.length + " of " + length + " came");
        }
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    Answer receiveHead() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(status, headers, "");
    }

    /** The next byte; -1 when the server has closed in order. */
    int read() throws IOException {
        return in.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("no answer");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }
}
