package org.ringbook.telephony.megafon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ringbook.telephony.Hearing.Refusal;
import org.ringbook.telephony.Note;
import org.ringbook.telephony.SourceCounters;

/** The steps of connecting a virtual PBX: what works, and of what does not, what to do. */
final class Steps {

    private static final int NAMED = 5;

    private Steps() {}

    /** @param readAt when the history was last read; null when it never was */
    static Note detail(Directory directory, Heard heard, Instant readAt) {
        return Note.of(
                heard.last() == null ? "megafon.up.silent" : "megafon.up",
                directory.users().size(),
                directory.users().size() - directory.nameless().size(),
                readAt == null ? "–" : readAt.truncatedTo(ChronoUnit.SECONDS),
                heard.last() == null ? "–" : heard.last().truncatedTo(ChronoUnit.SECONDS));
    }

    static List<Note> left(
            String name, MegaFonSettings.Vats settings, Directory directory, Heard heard, SourceCounters counters) {
        var left = new ArrayList<Note>();
        if (settings.crmKey().isEmpty()) {
            left.add(Note.of("megafon.step.crm-key", name));
        } else if (heard.last() == null) {
            boolean wrong = counters.refusals().containsKey(Refusal.KEY);
            left.add(Note.of(wrong ? "megafon.step.wrong-key" : "megafon.step.url", name));
        }
        if (directory.users().isEmpty()) {
            left.add(Note.of("megafon.step.nobody"));
        } else if (!directory.nameless().isEmpty()) {
            String names =
                    String.join(", ", directory.nameless().stream().limit(NAMED).toList());
            left.add(Note.of("megafon.step.employees", directory.nameless().size(), names, name));
        }
        if (settings.history().isZero()) {
            left.add(Note.of("megafon.step.no-history"));
        }
        return left;
    }
}
