package dev.sessionkill.crash;

import dev.sessionkill.crash.Evidence.Arrival;
import dev.sessionkill.crash.Evidence.Event;
import dev.sessionkill.crash.Evidence.Kind;
import dev.sessionkill.crash.Evidence.Pause;
import dev.sessionkill.crash.Evidence.Session;
import dev.sessionkill.crash.Evidence.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** No Commit without a record of it before, none twice, none by whoever lost the right to it. */
final class CommitRules {

    /** Times are cut to milliseconds. */
    private static final long ROUNDING = 1;

    /** What stood in the sockets when a gateway was woken. */
    private static final long IN_FLIGHT = 5;

    private static final Set<String> SENDING = Set.of("PREPARE_SENDING", "COMMIT_SENDING");
    private static final Set<String> COMMITTED = Set.of("COMMITTING", "VERIFYING");

    private final History record;
    private final List<Violation> found;

    CommitRules(History record, List<Violation> found) {
        this.record = record;
        this.found = found;
    }

    void check() {
        record.commits().forEach(this::isAnnounced);
        arrivesOnce();
        for (String kill : record.kills()) {
            isCommittedOnce(kill);
            isNotDoneAgain(kill);
        }
        record.evidence().pauses().forEach(this::sendsNothingAfterwards);
    }

    private void isAnnounced(Arrival commit) {
        Optional<Event> before = record.announcement(commit);
        if (before.isEmpty()) {
            add("COMMIT_NOT_RECORDED", commit.toString());
        } else if (before.get().at() > commit.at() + ROUNDING) {
            add("COMMIT_RECORDED_LATE", commit + " before " + before.get());
        }
    }

    private void arrivesOnce() {
        Map<String, List<Arrival>> byTicket = new HashMap<>();
        for (Arrival commit : record.commits()) {
            List<Arrival> before =
                    byTicket.computeIfAbsent(History.ticket(commit), _ -> new ArrayList<>());
            if (!before.stream().allMatch(History::isTurnedAway)) {
                add("TICKET_TWICE", before + " and then " + commit);
            }
            before.add(commit);
        }
    }

    /** Another SqlExecId for the same kill is a second Commit too. */
    private void isCommittedOnce(String kill) {
        List<Arrival> commits = record.commits(kill);
        for (int i = 1; i < commits.size(); i++) {
            Arrival before = commits.get(i - 1);
            if (!History.isTurnedAway(before)
                    && !History.ticket(before).equals(History.ticket(commits.get(i)))) {
                add("KILL_COMMITTED_TWICE", kill + ": " + before + " and then " + commits.get(i));
            }
        }
    }

    /** What was taken over when its Commit may have been sent is looked at and never sent. */
    private void isNotDoneAgain(String kill) {
        boolean onlyLookedAt = false;
        for (Event event : record.of(kill)) {
            if (event.kind().equals("TAKEN_OVER")) {
                onlyLookedAt |= COMMITTED.contains(event.data().path("state").asString(""));
            } else if (onlyLookedAt && SENDING.contains(event.kind())) {
                add("DONE_AGAIN", kill + ": " + event);
            }
        }
    }

    /** A gateway that was stopped while its kills were taken over sends nothing more for them. */
    private void sendsNothingAfterwards(Pause pause) {
        for (Arrival call : record.evidence().arrivals()) {
            if (call.kind() != Kind.LIST
                    && call.door() == pause.door()
                    && call.at() > pause.wokenAt() + IN_FLIGHT
                    && wasTakenOver(call, pause)) {
                add("SENT_AFTER_ITS_LEASE", pause + ": " + call);
            }
        }
    }

    private boolean wasTakenOver(Arrival call, Pause pause) {
        List<String> kills = record.kills().stream().filter(kill -> isAbout(call, kill)).toList();
        return !kills.isEmpty()
                && kills.stream()
                        .allMatch(
                                kill ->
                                        record.of(kill, "TAKEN_OVER").stream()
                                                .anyMatch(
                                                        it ->
                                                                it.at() > pause.stoppedAt()
                                                                        && it.at()
                                                                                <= pause
                                                                                        .wokenAt()));
    }

    private boolean isAbout(Arrival call, String kill) {
        return record.outcomes(kill).keySet().stream()
                .anyMatch((Session it) -> History.names(call, it));
    }

    private void add(String rule, String what) {
        found.add(new Violation(rule, what));
    }
}
