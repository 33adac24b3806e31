package dev.sessionkill.api;

import dev.sessionkill.api.BodyReader.Body;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes in a request's body, at most 64 KiB, and only if it is UTF-8: JSON between systems is
 * nothing else (RFC 8259, section 8.1), and a parser that guesses UTF-16 would accept what nobody
 * meant. Comes after security.
 */
@Component
@Order(0)
class BodyFilter extends OncePerRequestFilter {

    private static final String IDENTITY = "identity";

    private final BodyReader reader = new BodyReader(System::nanoTime);
    private final Problems problems;

    BodyFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (reader.read(request.getInputStream(), request.getContentLengthLong())) {
            case Body.Whole body -> whole(body.bytes(), request, response, chain);
            case Body.TooLarge _ ->
                    problems.write(
                            request,
                            response,
                            ProblemCode.CONTENT_TOO_LARGE,
                            "A request body has at most 64 KiB.");
            case Body.TooSlow _ ->
                    problems.write(
                            request,
                            response,
                            ProblemCode.REQUEST_TIMEOUT,
                            "The body was not all there within "
                                    + BodyReader.TIME.toSeconds()
                                    + " s.");
        }
    }

    private void whole(
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (body.length > 0 && isEncoded(request)) {
            // RFC 9110, section 15.5.16: so it is told from a media type that is not supported.
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
            problems.write(
                    request,
                    response,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be sent as it is, without a Content-Encoding.");
        } else if (body.length > 0 && namesAnotherCharset(request)) {
            problems.write(
                    request,
                    response,
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON in UTF-8, and its Content-Type must not say otherwise.");
        } else if (!isUtf8(body)) {
            problems.write(
                    request,
                    response,
                    ProblemCode.INVALID_REQUEST,
                    "The body must be JSON in UTF-8.");
        } else {
            chain.doFilter(new ReadRequest(request, body), response);
        }
    }

    /** Nothing is decoded here. {@code identity} says that there is nothing to decode. */
    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)).stream()
                .flatMap(it -> Arrays.stream(it.split(",", -1)))
                .map(String::strip)
                .anyMatch(it -> !it.isEmpty() && !it.equalsIgnoreCase(IDENTITY));
    }

    /** What is checked as UTF-8 must not be read as something else afterwards. */
    private static boolean namesAnotherCharset(HttpServletRequest request) {
        String type = request.getContentType();
        try {
            Charset named = type == null ? null : MediaType.parseMediaType(type).getCharset();
            return named != null && !named.equals(StandardCharsets.UTF_8);
        } catch (InvalidMediaTypeException e) {
            return false; // No controller takes it.
        }
    }

    /** A zero byte is valid UTF-8 and occurs in no JSON text, but in every UTF-16 one. */
    private static boolean isUtf8(byte[] body) {
        for (byte it : body) {
            if (it == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A request whose body has been read. */
    private static final class ReadRequest extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    return bytes.read(into, from, most);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("the body has been read");
                }
            };
        }
    }
}
