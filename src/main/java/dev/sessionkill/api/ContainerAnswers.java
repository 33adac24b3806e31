package dev.sessionkill.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Gives what Tomcat turns away before any filter (a malformed request line or path, a header that
 * is too long) the shape of every other problem instead of Tomcat's HTML page.
 */
@Component
class ContainerAnswers implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(ContainerAnswers.class);

    private final Problems problems;

    ContainerAnswers(Problems problems) {
        this.problems = problems;
    }

    /** Spring Boot has added a valve of its own by then; the one added last reports first. */
    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(problems)));
    }

    private static ProblemCode code(int status) {
        return switch (status) {
            case 501, 505 -> ProblemCode.INVALID_REQUEST;
            case 503 -> ProblemCode.SHUTTING_DOWN;
            default -> ProblemCode.of(status);
        };
    }

    private static final class ProblemValve extends ErrorReportValve {

        private final Problems problems;

        ProblemValve(Problems problems) {
            this.problems = problems;
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable fault) {
            if (response.getStatus() < 400
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            ProblemCode code = code(response.getStatus());
            if (code == ProblemCode.SHUTTING_DOWN) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            }
            try {
                problems.write(request, response, code, code.title() + ".");
                response.finishResponse();
            } catch (IOException e) {
                log.debug("A client was gone before it was told {}.", code, e);
            }
        }
    }
}
