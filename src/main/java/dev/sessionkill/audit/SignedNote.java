package dev.sessionkill.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint as it is handed out, in the form of C2SP signed-note (c2sp.org/signed-note): its
 * lines, an empty line, and a line for each signature; none when the gateway has no key.
 *
 * @param checkpoint what it says
 * @param text its lines as they were signed
 * @param signatures the lines of the signatures
 */
record SignedNote(Checkpoint checkpoint, String text, List<String> signatures) {

    /** How the line of a signature begins: an em dash and a space. */
    static final String SIGNATURE = "\u2014 ";

    SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** The whole note. */
    String whole() {
        StringBuilder whole = new StringBuilder(text).append('\n');
        signatures.forEach(it -> whole.append(it).append('\n'));
        return whole.toString();
    }

    /** The notes that stand one after the other; empty when one of them cannot be read. */
    static Optional<List<SignedNote>> readAll(String content) {
        List<SignedNote> notes = new ArrayList<>();
        List<String> lines = content.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            int blank = at;
            while (blank < lines.size() && !lines.get(blank).isEmpty()) {
                blank++;
            }
            int end = blank + 1;
            while (end < lines.size() && lines.get(end).startsWith(SIGNATURE)) {
                end++;
            }
            List<String> body = lines.subList(at, blank);
            Optional<Checkpoint> checkpoint = Checkpoint.read(body);
            if (checkpoint.isEmpty() || blank == lines.size()) {
                return Optional.empty();
            }
            notes.add(
                    new SignedNote(
                            checkpoint.get(),
                            String.join("\n", body) + "\n",
                            lines.subList(blank + 1, end)));
            at = end;
            while (at < lines.size() && lines.get(at).isEmpty()) {
                at++;
            }
        }
        return Optional.of(notes);
    }
}
