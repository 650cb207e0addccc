package org.ringbook.telephony.demo;

import java.util.Collection;

/** State of a telephone, with the number by which a queue names it. */
enum DeviceState {
    NOT_INUSE(1),
    INUSE(2),
    RINGING(6),
    RINGINUSE(7),
    ONHOLD(8);

    final int inQueue;

    DeviceState(int inQueue) {
        this.inQueue = inQueue;
    }

    static DeviceState of(Collection<Channel> channels) {
        var rings = channels.stream().anyMatch(c -> c.state == ChannelState.RINGING);
        var talks = channels.stream().anyMatch(c -> c.state == ChannelState.UP || c.state == ChannelState.RING);
        if (rings) {
            return talks ? RINGINUSE : RINGING;
        }
        if (!talks) {
            return NOT_INUSE;
        }
        return channels.stream().allMatch(c -> c.held) ? ONHOLD : INUSE;
    }
}
