package org.ringbook.agent.sip;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sip.Dialog;

/** The calls of the telephone by their id, and how far those are that nobody has answered yet. On the telephone's thread. */
final class SipCalls {

    /** So many calls of ours that are over may still be answered by a second telephone. */
    private static final int MOST_OVER = 8;

    private final Map<String, SipCall> calls = new LinkedHashMap<>();
    private final Map<String, CallingOut> callingOut = new LinkedHashMap<>();
    private final Map<String, CalledIn> calledIn = new LinkedHashMap<>();
    private final Deque<String> askedBefore = new ArrayDeque<>();

    void add(CallingOut one) {
        calls.put(one.call.id, one.call);
        callingOut.put(one.call.id, one);
    }

    void add(CalledIn one) {
        calls.put(one.call.id, one.call);
        calledIn.put(one.call.id, one);
    }

    /** Null when it is over, or there never was one. */
    SipCall find(String id) {
        return calls.get(id);
    }

    CallingOut callingOut(String id) {
        return callingOut.get(id);
    }

    CalledIn calledIn(String id) {
        return calledIn.get(id);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    List<SipCall> all() {
        return List.copyOf(calls.values());
    }

    Collection<CalledIn> ringing() {
        return List.copyOf(calledIn.values());
    }

    SipCall of(Dialog dialog) {
        return dialog == null
                ? null
                : calls.values().stream()
                        .filter(call -> call.dialog() == dialog)
                        .findFirst()
                        .orElse(null);
    }

    /** The call of ours that goes on and was asked for with that Call-ID; null for none. */
    CallingOut asking(String callId) {
        return callingOut.values().stream()
                .filter(out -> out.is(callId))
                .findFirst()
                .orElse(null);
    }

    /** Whether we asked for it, a moment ago too. */
    boolean askedFor(String callId) {
        return asking(callId) != null || askedBefore.contains(callId);
    }

    void forget(SipCall call) {
        calls.remove(call.id);
        calledIn.remove(call.id);
        CallingOut out = callingOut.remove(call.id);
        if (out != null && out.callId() != null) {
            askedBefore.addLast(out.callId());
            if (askedBefore.size() > MOST_OVER) {
                askedBefore.removeFirst();
            }
        }
    }
}
