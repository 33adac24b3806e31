package dev.sessionkill.access;

import dev.sessionkill.core.Caller;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Makes a request in a web slice somebody's, without a token. */
public final class CallingAs {

    private CallingAs() {}

    /** {@code mvc.get().uri("/sessions").with(callingAs(caller))}. */
    public static RequestPostProcessor callingAs(Caller caller) {
        return SecurityMockMvcRequestPostProcessors.authentication(
                new CallerAuthentication(caller));
    }
}
