package org.ringbook.demo;

/** Putting the other one on hold, and taking them back. */
final class Holding {

    private final LiveCall call;
    private final Exchange exchange;

    Holding(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    void holds(Channel who) {
        var other = who.bridge.peerOf(who);
        exchange.tell(exchange.event("Hold", "call").channel("", who).with("MusicClass", "default"));
        exchange.tell(
                exchange.event("MusicOnHoldStart", "call").channel("", other).with("Class", "default"));
        held(other, true);
    }

    void resumes(Channel who) {
        var other = who.bridge.peerOf(who);
        exchange.tell(exchange.event("Unhold", "call").channel("", who));
        exchange.tell(exchange.event("MusicOnHoldStop", "call").channel("", other));
        held(other, false);
    }

    void held(Channel other, boolean held) {
        other.held = held;
        exchange.devices.changed(other);
    }
}
