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
 * @param digits payload type of keys that are pressed (telephone-event/8000); null when they are not understood there
 */
public record MediaDescription(
        String host, int port, int rtcpPort, List<Map.Entry<Integer, Codec>> codecs, Integer digits, Flow flow) {

    /** Whether they want nothing from us: we are on hold. */
    public boolean holds() {
        return !flow.receives() || host.equals("0.0.0.0");
    }
}
