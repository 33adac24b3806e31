package dev.sessionkill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sessionkill.fuzz.Sent.Aim;
import dev.sessionkill.sandbox.Call;
import dev.sessionkill.sandbox.Match;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchesTests {

    @ParameterizedTest
    @CsvSource({
        // kills, status, body, instance that was called, listed, killed
        "true, 200, {}, cdb-f1, true, true",
        "true, 202, {}, cdb-f1, true, true",
        "true, 409, {}, cdb-f1, true, true",
        "true, 200, '{\"validateOnly\": true}', cdb-f1, true, false",
        "false, 200, {}, cdb-f1, true, false",
        "true, 400, {}, cdb-f1, false, false",
        "true, 403, {}, cdb-f1, false, false",
        "true, 503, {}, cdb-f1, false, false",
        "true, 200, {}, cdb-f2, false, false",
        "true, 200, {}, , false, false"
    })
    void reportWhatWasSentForWhatWasRefused(
            boolean kills,
            int status,
            String body,
            @Nullable String called,
            boolean listed,
            boolean killed) {
        Dispatches dispatches = new Dispatches();
        Message message = new Message("POST", "/sessions/kill", List.of(), new byte[0]);
        Aim aim = new Aim(false, true, false, kills);
        dispatches.note(new Sent(1, message, aim, "cdb-f1"), new Answer(status, "", body));

        assertThat(dispatches.judge(List.of(call(Match.LIST_ACTION, called))).isEmpty())
                .isEqualTo(listed);
        assertThat(dispatches.judge(List.of(call(Match.KILL_ACTION, called))).isEmpty())
                .isEqualTo(killed);
    }

    private static Call call(String action, @Nullable String instance) {
        return new Call(1, action, null, null, instance, List.of(), 0, 0, 1, 1, true, true, "OK");
    }
}
