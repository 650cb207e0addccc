package org.ringbook.demo;

import java.util.List;
import org.ringbook.demo.LiveCall.Attempt;

/** Ringing telephones and the outside, and what comes of it. */
final class Dialing {

    private final LiveCall call;
    private final Exchange exchange;

    Dialing(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    /** The dialplan of our telephones: an extension is rung, anything else goes out over the trunk. */
    void dialOn(Channel from, String number) {
        if (exchange.cast.person(number).isPresent()) {
            ring(from, number);
            return;
        }
        from.at(Exchange.OUTBOUND, number, 1);
        var shown = exchange.cast.lines().get(0).substring(1);
        exchange.callerId(from, new Party(shown, from.caller.name()));
        ringOutside(from, number);
    }

    void ring(Channel from, String extension) {
        from.priority = Math.max(from.priority, 3);
        from.runs("Dial", "PJSIP/" + extension + ",20,tT");
        var phone = newPhone(from, extension);
        exchange.connectedLine(phone, from.caller);
        begin(from, phone, extension);
        exchange.connectedLine(from, phone.caller);
        rings(from, phone);
    }

    Channel newPhone(Channel from, String extension) {
        var person = exchange.cast
                .person(extension)
                .orElseThrow(() -> new IllegalArgumentException("Nobody has the extension " + extension));
        var phone = exchange.newLeg("PJSIP/" + extension, from, ChannelState.DOWN, null);
        phone.at(Exchange.INTERNAL, "s", 1).runs("AppDial", "(Outgoing Line)").caller =
                new Party(extension, person.name());
        call.add(phone);
        phone.exten = from.exten;
        return phone;
    }

    private void ringOutside(Channel from, String number) {
        from.priority = 3;
        from.runs("Dial", "PJSIP/%s@carrier,30,tT".formatted(number));
        var trunk = exchange.newLeg(Exchange.TRUNK, from, ChannelState.DOWN, null);
        call.add(trunk.at(Exchange.INBOUND, "s", 1).runs("AppDial", "(Outgoing Line)"));
        trunk.exten = number;
        trunk.connected = from.caller;
        exchange.callerId(trunk, new Party(number, null));
        exchange.connectedLine(trunk, from.caller);
        begin(from, trunk, number + "@carrier");
        exchange.connectedLine(from, new Party(number, null));
        rings(from, trunk);
    }

    void begin(Channel from, Channel to, String dialString) {
        exchange.dial("DialBegin", from, to, "DialString", dialString);
        call.attempts.add(new Attempt(from, to, call.now()));
        if (from != null) {
            call.records.dialled(from, to);
        }
    }

    void rings(Channel from, Channel to) {
        exchange.becomes(to, ChannelState.RINGING);
        exchange.dial("DialState", from, to, "DialStatus", "RINGING");
    }

    void end(Attempt attempt, String status) {
        exchange.dial("DialEnd", attempt.from(), attempt.to(), "DialStatus", status);
    }

    void answers(Attempt attempt) {
        var losers = settle(attempt);
        losers.forEach(loser -> end(loser, "CANCEL"));
        if (attempt.from().state == ChannelState.RING) {
            exchange.becomes(attempt.from(), ChannelState.UP);
        }
        losers.forEach(loser -> exchange.hangUp(loser.to(), Causes.ELSEWHERE, null));
        talk(attempt);
    }

    /** The winner is up; who else was rung is handed back, for whom it is over. */
    List<Attempt> settle(Attempt winner) {
        exchange.becomes(winner.to(), ChannelState.UP);
        winner.to().exten = "";
        end(winner, "ANSWER");
        call.attempts.remove(winner);
        var losers = call.attempts.stream()
                .filter(other -> other.from() == winner.from())
                .toList();
        call.attempts.removeAll(losers);
        losers.forEach(loser -> call.records.ended(loser.to()));
        return losers;
    }

    void talk(Attempt attempt) {
        call.records.answered(attempt.to());
        exchange.devices.tookCall(attempt.to().endpoint());
        var bridge = exchange.newBridge();
        exchange.enter(bridge, attempt.to());
        exchange.enter(bridge, attempt.from());
    }

    /** The time for ringing is over. The caller is still there. */
    void ringsOut() {
        var all = List.copyOf(call.attempts);
        call.attempts.clear();
        for (var attempt : all) {
            end(attempt, "NOANSWER");
            if (call.waits) {
                end(attempt, "CANCEL");
            }
            call.records.ended(attempt.to());
            exchange.hangUp(attempt.to(), Causes.NONE, null);
        }
    }

    /** The telephone says that it is busy. The caller is still there. */
    void busy(Attempt attempt) {
        exchange.request("HangupRequest", attempt.to(), Causes.BUSY, 486);
        end(attempt, "BUSY");
        call.attempts.remove(attempt);
        call.records.busy(attempt.to());
        call.records.ended(attempt.to());
        exchange.hangUp(attempt.to(), Causes.BUSY, 486);
    }

    void fails(Attempt attempt, String status, int cause, int sipCode) {
        exchange.request("HangupRequest", attempt.to(), cause, sipCode);
        end(attempt, status);
        call.attempts.remove(attempt);
        call.records.ended(attempt.to());
        exchange.hangUp(attempt.to(), cause, sipCode);
    }
}
