package org.ringbook.telephony.megafon;

import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.inbox.SourceCounters;

/** The steps of connecting a virtual PBX: what works, and of what does not, what to do. */
final class Steps {

    private static final int NAMED = 5;

    private Steps() {}

    static Notice detail(Directory directory, Heard heard) {
        int employees = directory.users().size();
        int withExtension = employees - directory.nameless().size();
        return heard.last() == null
                ? Notice.of("megafon.up.silent", employees, withExtension)
                : Notice.of("megafon.up", employees, withExtension, heard.last());
    }

    static ConnectionStep webhook(String name, String crmKey, Heard heard, SourceCounters counters) {
        Notice enter = Notice.of("megafon.step.url", name);
        return crmKey.isEmpty()
                ? ConnectionStep.of(Kind.WEBHOOK, State.TO_DO, Notice.of("megafon.step.crm-key", name))
                : ConnectionStep.webhook(name, heard.last(), counters, enter, Notice.of("megafon.step.wrong-key", name));
    }

    static ConnectionStep employees(String name, Directory directory) {
        if (directory.users().isEmpty()) {
            return ConnectionStep.of(Kind.EMPLOYEES, State.TO_DO, Notice.of("megafon.step.nobody"));
        }
        var nameless = directory.nameless();
        if (nameless.isEmpty()) {
            return ConnectionStep.of(
                    Kind.EMPLOYEES,
                    State.DONE,
                    Notice.of("step.employees.done", directory.users().size()));
        }
        String names = String.join(", ", nameless.stream().limit(NAMED).toList());
        return ConnectionStep.of(
                Kind.EMPLOYEES, State.TO_DO, Notice.of("megafon.step.employees", nameless.size(), names, name));
    }
}
