package dev.sessionkill.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes the answer to a request that was turned away: its status and its body. */
@FunctionalInterface
public interface SecurityProblems {

    /** The headers {@code WWW-Authenticate} and {@code Retry-After} are set already. */
    void write(HttpServletRequest request, HttpServletResponse response, SecurityProblem problem)
            throws IOException;
}
