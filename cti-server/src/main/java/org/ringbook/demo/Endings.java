package org.ringbook.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How calls end: somebody leaves, and the exchange takes down what that leaves behind. */
final class Endings {

    private final LiveCall call;
    private final Exchange exchange;

    Endings(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    /** The one on that leg puts down the receiver. */
    void hangsUp(Channel who) {
        end(who, "HangupRequest");
    }

    /** Somebody ends that leg from outside, by an action. */
    void isCutOff(Channel who) {
        end(who, "SoftHangupRequest");
    }

    /** Nobody is left to ring, and the dialplan ends. */
    void dialplanEnds(int cause, Integer techCause) {
        exchange.request("SoftHangupRequest", call.lead, Causes.NORMAL, null);
        if (call.waits) {
            exchange.waiting.leave(call.lead);
            call.waits = false;
        }
        call.records.tell(call.lead);
        exchange.hangUp(call.lead, cause, techCause);
    }

    /** The telephone that was rung is busy, or its owner refuses; with nobody else to ring the call is over. */
    void busy(LiveCall.Attempt attempt) {
        call.dialing.busy(attempt);
        if (attempt.from() == null) {
            call.firstLegFailed.run();
        } else if (call.attempts.isEmpty() && !call.waits) {
            finish(attempt.from());
        }
    }

    /** The carrier does not take the call, and says why. */
    void fails(LiveCall.Attempt attempt, String status, int cause, int sipCode) {
        call.dialing.fails(attempt, status, cause, sipCode);
        if (attempt.from() == call.lead) {
            dialplanEnds(cause, sipCode);
        } else {
            unravel(attempt.from());
        }
    }

    private void finish(Channel from) {
        if (from == call.lead) {
            dialplanEnds(Causes.BUSY, 486);
        } else {
            unravel(from);
        }
    }

    private void end(Channel who, String request) {
        var rung = call.attempts.stream().filter(a -> a.to() == who).findFirst();
        if (rung.isPresent()) {
            stopsRinging(rung.get(), request);
        } else if (who == call.lead && call.waits) {
            call.queueing.abandons();
            exchange.request("SoftHangupRequest", who, Causes.NORMAL, null);
            call.records.tell(who);
            exchange.hangUp(who, Causes.NONE, null);
        } else if (who == call.lead && who.bridge == null && !call.attempts.isEmpty()) {
            givesUp(who, request);
        } else {
            exchange.request(request, who, Causes.NORMAL, null);
            call.queueing.completes(isAgent(who) ? "agent" : "caller");
            unravel(who);
        }
    }

    private void stopsRinging(LiveCall.Attempt attempt, String request) {
        if (request.equals("HangupRequest")) {
            busy(attempt);
            return;
        }
        exchange.request(request, attempt.to(), Causes.NORMAL, null);
        call.attempts.remove(attempt);
        if (attempt.from() == null) {
            exchange.hangUp(attempt.to(), Causes.NORMAL, null);
            call.firstLegFailed.run();
            return;
        }
        call.dialing.end(attempt, "NOANSWER");
        exchange.hangUp(attempt.to(), Causes.NORMAL, null);
        if (call.attempts.isEmpty() && !call.waits) {
            unravel(attempt.from());
        }
    }

    /** The caller puts down while telephones ring. */
    private void givesUp(Channel caller, String request) {
        var answered = caller.state == ChannelState.UP;
        var cause = answered ? Causes.NORMAL : Causes.INTERWORKING;
        var all = List.copyOf(call.attempts);
        call.attempts.clear();
        exchange.request(request, caller, cause, answered ? null : 487);
        all.forEach(attempt -> call.dialing.end(attempt, "CANCEL"));
        exchange.request("SoftHangupRequest", caller, Causes.NORMAL, answered ? null : 487);
        all.forEach(attempt -> exchange.hangUp(attempt.to(), Causes.INTERWORKING, 500));
        exchange.hangUp(caller, cause, answered ? null : 487);
        call.records.tell(caller);
    }

    private boolean isAgent(Channel who) {
        return call.queueAgent != null && call.queueAgent.channel() == who;
    }

    /** Ends that leg, all that hangs on it, and then whatever is still there of the call. */
    private void unravel(Channel who) {
        Deque<Channel> ending = new ArrayDeque<>(List.of(who));
        while (!ending.isEmpty()) {
            var leg = ending.poll();
            if (!leg.gone) {
                takeDown(leg, ending);
            }
            if (ending.isEmpty()) {
                ending.addAll(call.legs());
            }
        }
    }

    private void takeDown(Channel leg, Deque<Channel> ending) {
        var bridge = leg.bridge;
        if (bridge != null) {
            exchange.leave(leg);
            for (var other : List.copyOf(bridge.members)) {
                exchange.leave(other);
                ending.add(other);
            }
            exchange.destroy(bridge);
        }
        if (leg.half != null && !leg.half.gone) {
            exchange.request("HangupRequest", leg.half, Causes.NORMAL, null);
            ending.add(leg.half);
        }
        cancelAttemptsOf(leg, ending);
        if (leg == call.lead) {
            exchange.request("SoftHangupRequest", leg, Causes.NORMAL, null);
        }
        call.records.tell(leg);
        exchange.hangUp(leg, Causes.NORMAL, null);
    }

    private void cancelAttemptsOf(Channel leg, Deque<Channel> ending) {
        for (var attempt : List.copyOf(call.attempts)) {
            if (attempt.from() == leg) {
                call.dialing.end(attempt, "CANCEL");
                call.attempts.remove(attempt);
                ending.addFirst(attempt.to());
            }
        }
    }
}
