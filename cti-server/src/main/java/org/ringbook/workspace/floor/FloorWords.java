package org.ringbook.workspace.floor;

import java.time.Instant;
import org.ringbook.agentstates.Decision;
import org.ringbook.alarms.Alarm;
import org.ringbook.workspace.Print;

/** What the floor says in sentences, for one viewer. Plain text, to be escaped where it is shown. */
public final class FloorWords {

    private final Print print;

    FloorWords(Print print) {
        this.print = print;
    }

    /** Why somebody is what they are. */
    public String because(Decision decision) {
        Object[] seen = decision.seen().stream().map(this::written).toArray();
        return print.say("floor.why." + decision.rule(), seen);
    }

    /** What an alarm is about. */
    public String of(Alarm alarm) {
        Object[] seen = alarm.seen().stream().map(this::written).toArray();
        return print.say("alarm." + alarm.rule().code(), seen);
    }

    /** Who says that somebody is so: one of ours in words, a telephone connection by its name. */
    public String source(String source) {
        String known = print.sayIfKnown("floor.source-word." + source);
        return known == null ? source : known;
    }

    /** A reason of a pause that the pages have no text for stands as the settings, or the telephone system, have it. */
    public String reason(String reason) {
        String known = reason == null ? null : print.sayIfKnown("presence.reason." + reason);
        return known == null ? reason : known;
    }

    private String written(String text) {
        if (text.isEmpty()) {
            return print.say("caller.withheld");
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z")) {
            return print.timeWithSeconds(Instant.parse(text));
        }
        return text.startsWith("+") ? print.party(text) : text;
    }
}
