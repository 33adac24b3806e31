package dev.sessionkill.api;

import java.util.List;

/** Words that would tell a caller how the gateway is made; they stand in no answer but a record. */
public final class Inside {

    /** Each of them; compared as they stand. */
    public static final List<String> WORDS =
            List.of(
                    "Exception",
                    "java.",
                    "jakarta.",
                    "tools.jackson",
                    "springframework",
                    "dev.sessionkill",
                    "Tomcat",
                    "KillBody",
                    "at [Source",
                    "\tat ",
                    "\\tat ",
                    "SQLITE",
                    "org.postgresql",
                    "jdbc:");

    private Inside() {}
}
