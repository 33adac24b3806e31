package dev.sessionkill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A request of HTTP/1.1, byte by byte; in its texts a character is a byte. */
final class Message {

    private final String method;
    private final String target;
    private final List<String> lines;
    private final byte[] body;

    /**
     * @param method as it is sent
     * @param target path and query, as they are sent
     * @param lines of the head, without the last that ends it
     * @param body what follows the head
     */
    Message(String method, String target, List<String> lines, byte[] body) {
        this.method = method;
        this.target = target;
        this.lines = List.copyOf(lines);
        this.body = body.clone();
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    List<String> lines() {
        return lines;
    }

    boolean hasBody() {
        return body.length > 0;
    }

    /** The path as it was sent. */
    String path() {
        return target.replaceFirst("[?#].*$", "");
    }

    Message to(String otherTarget) {
        return new Message(method, otherTarget, lines, body);
    }

    Message without(int line) {
        List<String> left = new ArrayList<>(lines);
        left.remove(line);
        return new Message(method, target, left, body);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((method + " " + target + " HTTP/1.1\r\n").getBytes(ISO_8859_1));
        lines.forEach(it -> bytes.writeBytes((it + "\r\n").getBytes(ISO_8859_1)));
        bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** As it can be written into a test: what is not printable is escaped, long runs are cut. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (char it : new String(bytes(), ISO_8859_1).toCharArray()) {
            switch (it) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default ->
                        text.append(
                                it >= ' ' && it < 127
                                        ? String.valueOf(it)
                                        : "\\u%04x".formatted((int) it));
            }
        }
        return text.length() <= 4_000
                ? text.toString()
                : text.substring(0, 3_000) + "… (" + bytes().length + " bytes in all)";
    }
}
