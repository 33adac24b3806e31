package dev.sessionkill.api;

import dev.sessionkill.access.SecurityProblem;
import dev.sessionkill.access.SecurityProblems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Gives what security turns away the shape of every other problem. */
@Component
class SecurityProblemWriter implements SecurityProblems {

    private final Problems problems;

    SecurityProblemWriter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void write(
            HttpServletRequest request, HttpServletResponse response, SecurityProblem problem)
            throws IOException {
        ProblemCode code =
                switch (problem) {
                    case SecurityProblem.Unauthenticated _ -> ProblemCode.UNAUTHENTICATED;
                    case SecurityProblem.NothingHere _ -> ProblemCode.NOT_FOUND;
                    case SecurityProblem.Unreadable _ -> ProblemCode.INVALID_REQUEST;
                    case SecurityProblem.IssuerUnavailable _ -> ProblemCode.ISSUER_UNAVAILABLE;
                };
        problems.write(request, response, code, problem.detail());
    }
}
