package org.ringbook.telephony.megafon;

import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.telephony.Note;
import org.ringbook.telephony.SourceCounters;

/** The steps of connecting a virtual PBX: what works, and of what does not, what to do. */
final class Steps {

    private static final int NAMED = 5;

    private Steps() {}

    static Note detail(Directory directory, Heard heard) {
        int employees = directory.users().size();
        int withExtension = employees - directory.nameless().size();
        return heard.last() == null
                ? Note.of("megafon.up.silent", employees, withExtension)
                : Note.of("megafon.up", employees, withExtension, heard.last());
    }

    static ConnectionStep webhook(String name, String crmKey, Heard heard, SourceCounters counters) {
        Note enter = Note.of("megafon.step.url", name);
        return crmKey.isEmpty()
                ? ConnectionStep.of(Kind.WEBHOOK, State.TO_DO, Note.of("megafon.step.crm-key", name))
                : ConnectionStep.webhook(name, heard.last(), counters, enter, Note.of("megafon.step.wrong-key", name));
    }

    static ConnectionStep employees(String name, Directory directory) {
        if (directory.users().isEmpty()) {
            return ConnectionStep.of(Kind.EMPLOYEES, State.TO_DO, Note.of("megafon.step.nobody"));
        }
        var nameless = directory.nameless();
        if (nameless.isEmpty()) {
            return ConnectionStep.of(
                    Kind.EMPLOYEES,
                    State.DONE,
                    Note.of("step.employees.done", directory.users().size()));
        }
        String names = String.join(", ", nameless.stream().limit(NAMED).toList());
        return ConnectionStep.of(
                Kind.EMPLOYEES, State.TO_DO, Note.of("megafon.step.employees", nameless.size(), names, name));
    }
}
