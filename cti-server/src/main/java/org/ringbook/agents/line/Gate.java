package org.ringbook.agents.line;

import java.util.ArrayList;
import java.util.List;
import org.ringbook.agents.PopUpEvent;

/** Holds back what happens while a screen is being welcomed, so that it hears the beginning first. */
final class Gate {

    private final Outbox outbox;
    private List<PopUpEvent> held = new ArrayList<>();

    Gate(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized void told(PopUpEvent event) {
        if (held == null) {
            outbox.tell(event);
        } else {
            held.add(event);
        }
    }

    synchronized void open() {
        held.forEach(outbox::tell);
        held = null;
    }
}
