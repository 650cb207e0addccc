package org.ringbook.agent.phone;

import java.util.List;
import java.util.Map;

/**
 * What one side says of its sound: where it wants it, and how.
 *
 * @param host address for the packets; 0.0.0.0 from old telephones means hold
 * @param port 0 when there is no sound
 * @param rtcpPort where reports go
 * @param codecs payload type and what it is, the one that is liked best first
 * @param digits payload types of keys that are pressed (telephone-event) by the clock of their times, in Hz; empty when they are
 *     not understood there
 * @param quiet whether they want nothing while nobody speaks
 * @param keys with which they encrypt what they send; empty when all goes in the clear
 */
public record MediaDescription(
        String host,
        int port,
        int rtcpPort,
        List<Map.Entry<Integer, Codec>> codecs,
        Map<Integer, Integer> digits,
        boolean quiet,
        List<MediaKey> keys,
        Flow flow) {

    /** Whether they want nothing from us: we are on hold. */
    public boolean holds() {
        return !flow.receives() || host.equals("0.0.0.0");
    }

    public boolean encrypted() {
        return !keys.isEmpty();
    }

    public MediaDescription with(Flow other) {
        return new MediaDescription(host, port, rtcpPort, codecs, digits, quiet, keys, other);
    }

    public MediaDescription with(List<MediaKey> others) {
        return new MediaDescription(host, port, rtcpPort, codecs, digits, quiet, others, flow);
    }
}
