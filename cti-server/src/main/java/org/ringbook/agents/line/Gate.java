package org.ringbook.agents.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds back what happens while a screen is being welcomed, so that it hears the beginning first. */
final class Gate {

    private final Outbox outbox;
    private List<Consumer<Outbox>> held = new ArrayList<>();

    Gate(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized void pass(Consumer<Outbox> telling) {
        if (held == null) {
            telling.accept(outbox);
        } else {
            held.add(telling);
        }
    }

    synchronized void open() {
        held.forEach(telling -> telling.accept(outbox));
        held = null;
    }
}
