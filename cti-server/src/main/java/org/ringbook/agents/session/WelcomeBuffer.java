package org.ringbook.agents.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Holds back what happens while a client is being welcomed, so that the beginning comes first. */
final class WelcomeBuffer {

    private final Outbox outbox;
    private List<Consumer<Outbox>> held = new ArrayList<>();

    WelcomeBuffer(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized void pass(Consumer<Outbox> message) {
        if (held == null) {
            message.accept(outbox);
        } else {
            held.add(message);
        }
    }

    synchronized void open() {
        held.forEach(message -> message.accept(outbox));
        held = null;
    }
}
