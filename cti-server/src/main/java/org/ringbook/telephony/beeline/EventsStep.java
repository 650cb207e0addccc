package org.ringbook.telephony.beeline;

import java.time.Instant;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.ConnectionStep;
import org.ringbook.telephony.ConnectionStep.Kind;
import org.ringbook.telephony.ConnectionStep.State;

/** Whether events come: what is left to do until they do. */
final class EventsStep {

    private EventsStep() {}

    /** @param lastReceived when an event came; null when none has since the start */
    static ConnectionStep of(
            String name, BeelineSettings.Pbx settings, Subscriptions subscriptions, Instant lastReceived) {
        if (settings.callback().isEmpty()) {
            return ConnectionStep.of(Kind.WEBHOOK, State.TO_DO, Notice.of("beeline.step.callback", name));
        }
        if (subscriptions.trouble() != null) {
            return ConnectionStep.of(Kind.WEBHOOK, State.WRONG, subscriptions.trouble());
        }
        if (lastReceived != null && subscriptions.live()) {
            return ConnectionStep.of(Kind.WEBHOOK, State.DONE, Notice.of("step.webhook.done", lastReceived));
        }
        return subscriptions.live()
                ? ConnectionStep.of(Kind.WEBHOOK, State.WAITING, Notice.of("beeline.step.silent", settings.callback()))
                : ConnectionStep.of(Kind.WEBHOOK, State.WAITING, Notice.of("beeline.step.subscribing"));
    }
}
