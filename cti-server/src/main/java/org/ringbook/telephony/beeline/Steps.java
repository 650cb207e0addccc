package org.ringbook.telephony.beeline;

import java.time.Instant;
import java.util.List;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;
import org.ringbook.notices.Notice;

/** The steps of connecting a cloud PBX: what works, and of what does not, what to do. */
final class Steps {

    private static final int NAMED = 5;

    private Steps() {}

    /** @param heard when it told something; null when it has not since the start */
    static Notice detail(Directory directory, Instant heard) {
        int employees = directory.users().size();
        int withExtension = employees - directory.nameless().size();
        return heard == null
                ? Notice.of("beeline.up.silent", employees, withExtension)
                : Notice.of("beeline.up", employees, withExtension, heard);
    }

    static ConnectionStep events(
            String name, BeelineSettings.Pbx settings, Subscriptions subscriptions, Instant heard) {
        if (settings.callback().isEmpty()) {
            return ConnectionStep.of(Kind.WEBHOOK, State.TO_DO, Notice.of("beeline.step.callback", name));
        }
        if (subscriptions.trouble() != null) {
            return ConnectionStep.of(Kind.WEBHOOK, State.WRONG, subscriptions.trouble());
        }
        if (heard != null && subscriptions.live()) {
            return ConnectionStep.of(Kind.WEBHOOK, State.DONE, Notice.of("step.webhook.done", heard));
        }
        return subscriptions.live()
                ? ConnectionStep.of(Kind.WEBHOOK, State.WAITING, Notice.of("beeline.step.silent", settings.callback()))
                : ConnectionStep.of(Kind.WEBHOOK, State.WAITING, Notice.of("beeline.step.subscribing"));
    }

    static ConnectionStep employees(String name, Directory directory) {
        if (directory.users().isEmpty()) {
            return ConnectionStep.of(Kind.EMPLOYEES, State.TO_DO, Notice.of("beeline.step.nobody"));
        }
        List<String> nameless = directory.nameless();
        if (nameless.isEmpty()) {
            return ConnectionStep.of(
                    Kind.EMPLOYEES,
                    State.DONE,
                    Notice.of("step.employees.done", directory.users().size()));
        }
        String names = String.join(", ", nameless.stream().limit(NAMED).toList());
        return ConnectionStep.of(
                Kind.EMPLOYEES, State.TO_DO, Notice.of("beeline.step.employees", nameless.size(), names, name));
    }
}
