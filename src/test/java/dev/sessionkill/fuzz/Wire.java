package dev.sessionkill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** Sends bytes as they are, each request over a connection of its own. */
final class Wire {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    Answer send(Message message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, message);
            return parse(read(socket.getInputStream()));
        }
    }

    /** A gateway that has answered reads no more, so that sending may break off. */
    private static void write(Socket socket, Message message) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(message.bytes());
            out.flush();
            socket.shutdownOutput();
        } catch (IOException e) {
            // What was answered before is still there to be read.
        }
    }

    /** Up to the end, or to where the connection was reset. */
    private static byte[] read(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[8_192];
        try {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                read.write(piece, 0, length);
            }
        } catch (IOException e) {
            // The answer is what had come.
        }
        return read.toByteArray();
    }

    static Answer parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        while (text.startsWith("HTTP/1.1 1")) {
            int interim = text.indexOf("\r\n\r\n");
            text = interim < 0 ? "" : text.substring(interim + 4);
        }
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, text, "");
        }
        Answer head = new Answer(Integer.parseInt(text, 9, 12, 10), text.substring(0, end), "");
        String body = text.substring(end + 4);
        String plain = head.header("transfer-encoding").equals("chunked") ? joined(body) : body;
        return new Answer(
                head.status(), head.head(), new String(plain.getBytes(ISO_8859_1), UTF_8));
    }

    private static String joined(String chunks) {
        StringBuilder joined = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(chunks, at, line, 16);
            if (size == 0 || line + 2 + size > chunks.length()) {
                return joined.toString();
            }
            joined.append(chunks, line + 2, line + 2 + size);
            at = line + 2 + size + 2;
        }
    }
}
