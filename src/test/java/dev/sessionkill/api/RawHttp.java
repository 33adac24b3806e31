package dev.sessionkill.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are, which no proper HTTP client would. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status of the status line; 0 when there was no answer
     * @param head the status line and the headers
     * @param body without its transfer coding
     */
    record Answer(int status, String head, String body) {

        @Nullable String header(String name) {
            return head.lines()
                    .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(it -> it.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Sends it and nothing more, and reads until the server ends the connection. */
    static Answer send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, text, "");
        }
        String head = text.substring(0, end);
        Answer answer = new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, "");
        String body = text.substring(end + 4);
        byte[] plain =
                "chunked".equals(answer.header("transfer-encoding"))
                        ? joined(body)
                        : body.getBytes(ISO_8859_1);
        return new Answer(answer.status(), head, new String(plain, StandardCharsets.UTF_8));
    }

    private static byte[] joined(String chunks) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks, at, line, 16);
            if (size == 0) {
                return joined.toByteArray();
            }
            joined.writeBytes(chunks.substring(line + 2, line + 2 + size).getBytes(ISO_8859_1));
            at = line + 2 + size + 2;
        }
    }
}
