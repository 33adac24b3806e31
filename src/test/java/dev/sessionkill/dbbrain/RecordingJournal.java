package dev.sessionkill.dbbrain;

import dev.sessionkill.core.CallRecord;
import dev.sessionkill.core.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what it was told, in order. */
final class RecordingJournal implements CallJournal {

    final List<String> told = new ArrayList<>();
    final List<CallRecord> calls = new ArrayList<>();
    final List<Reply<?>> replies = new ArrayList<>();

    @Override
    public void sending(Stage stage, int attempt, @Nullable String sqlExecId) {
        told.add("sending " + stage + " " + attempt + " " + sqlExecId);
    }

    @Override
    public void answered(CallRecord call, Reply<?> reply) {
        told.add("answered " + call.stage() + " " + call.attempt());
        calls.add(call);
        replies.add(reply);
    }
}
