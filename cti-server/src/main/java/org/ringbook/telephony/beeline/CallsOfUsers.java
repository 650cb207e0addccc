package org.ringbook.telephony.beeline;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which call of each employee goes on, for commands, which need the PBX's own id of it. Any thread. */
final class CallsOfUsers {

    private static final int MOST = 5000;

    private record Key(String user, String call) {}

    /** Those that were answered and have not ended, in the order in which they were heard of last. */
    private final Map<Key, String> going = new LinkedHashMap<>();

    synchronized void heard(XsiEvent event) {
        if (!event.isOfCall() || event.target() == null) {
            return;
        }
        for (XsiCall call : event.calls()) {
            var key = new Key(event.target(), call.callId());
            going.remove(key);
            if ("Active".equals(call.state()) || "Held".equals(call.state())) {
                going.put(key, call.state());
            }
        }
        if (going.size() > MOST) {
            going.remove(going.keySet().iterator().next());
        }
    }

    /** @return null when the employee speaks with nobody */
    synchronized String ofUser(String user) {
        return going.keySet().stream()
                .filter(key -> key.user().equals(user))
                .reduce((earlier, later) -> later)
                .map(Key::call)
                .orElse(null);
    }
}
