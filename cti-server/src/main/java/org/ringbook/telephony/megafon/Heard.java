package org.ringbook.telephony.megafon;

import java.time.Instant;
import org.ringbook.telephony.webhooks.Delivery;

/** What one virtual PBX has told since the start. Any thread. */
final class Heard {

    private final Variants variants;
    private volatile Instant last;
    private volatile Instant asked;

    Heard(Variants variants) {
        this.variants = variants;
    }

    void delivery(String command, Delivery delivery) {
        last = delivery.received();
        if (command.equals("contact")) {
            asked = delivery.received();
        }
        variants.met(
                delivery.query() != null && delivery.body().length == 0
                        ? "webhooks with their parameters in the address"
                        : delivery.text().stripLeading().startsWith("{") ? "webhooks as JSON" : "webhooks as forms");
    }

    void unknown() {
        variants.met("a webhook with a command that is not known");
    }

    /** When it told something; null when it has not since the start. */
    Instant last() {
        return last;
    }

    /** When it asked who is calling; null when it has not since the start. */
    Instant asked() {
        return asked;
    }
}
