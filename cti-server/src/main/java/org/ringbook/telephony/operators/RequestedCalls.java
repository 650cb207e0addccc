package org.ringbook.telephony.operators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which call came of which request of ours, for the newest of them. Any thread. */
public final class RequestedCalls {

    private static final int MOST = 1000;

    private final Map<String, String> calls = new LinkedHashMap<>();

    /** @param call the telephone system's id of it */
    public synchronized void put(String request, String call) {
        calls.put(request, call);
        if (calls.size() > MOST) {
            calls.remove(calls.keySet().iterator().next());
        }
    }

    /** Empty while it has not begun, and when it was long ago. */
    public synchronized Optional<String> callOf(UUID request) {
        return Optional.ofNullable(calls.get(request.toString()));
    }
}
