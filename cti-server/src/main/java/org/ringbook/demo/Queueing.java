package org.ringbook.demo;

import java.util.List;
import org.ringbook.demo.LiveCall.Attempt;
import org.ringbook.demo.LiveCall.QueueAgent;

/** Waiting in the queue, which rings all its free members. */
final class Queueing {

    private final LiveCall call;
    private final Exchange exchange;

    Queueing(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    void joins() {
        var caller = call.lead;
        exchange.becomes(caller, ChannelState.UP);
        caller.priority = 4;
        caller.runs("Queue", exchange.cast.queue() + ",tT,,,40");
        exchange.waiting.join(caller);
        call.waits = true;
        var free = exchange.cast.members().stream()
                .filter(member -> exchange.devices.isFree(member) && !call.isEngagedElsewhere.test(member))
                .toList();
        free.forEach(this::rings);
    }

    private void rings(String extension) {
        var caller = call.lead;
        var phone = call.dialing.newPhone(caller, extension);
        phone.connected = caller.caller;
        tellAgent("AgentCalled", phone);
        call.dialing.begin(caller, phone, "PJSIP/" + extension);
        exchange.becomes(phone, ChannelState.RINGING);
        exchange.connectedLine(phone, caller.caller);
        exchange.dial("DialState", caller, phone, "DialStatus", "RINGING");
    }

    void answers(Attempt winner) {
        var losers = call.dialing.settle(winner);
        losers.forEach(loser -> call.dialing.end(loser, "CANCEL"));
        exchange.connectedLine(call.lead, winner.to().caller);
        losers.forEach(loser -> call.dialing.end(loser, "CANCEL"));
        losers.forEach(loser -> exchange.hangUp(loser.to(), Causes.ELSEWHERE, null));
        var waited = exchange.waiting.leave(call.lead);
        call.waits = false;
        call.queueAgent = new QueueAgent(winner.to(), waited, call.now());
        exchange.tell(agentEvent("AgentConnect", winner.to())
                .with("HoldTime", waited)
                .with("RingTime", call.secondsSince(winner.since())));
        call.dialing.talk(winner);
    }

    /** @param reason caller, agent or transfer */
    void completes(String reason) {
        var agent = call.queueAgent;
        if (agent == null) {
            return;
        }
        call.queueAgent = null;
        exchange.tell(agentEvent("AgentComplete", agent.channel())
                .with("HoldTime", agent.holdTime())
                .with("TalkTime", call.secondsSince(agent.since()))
                .with("Reason", reason));
    }

    void abandons() {
        var all = List.copyOf(call.attempts);
        call.attempts.clear();
        exchange.request("HangupRequest", call.lead, null, null);
        all.forEach(attempt -> call.dialing.end(attempt, "CANCEL"));
        all.forEach(attempt -> exchange.hangUp(attempt.to(), Causes.NONE, null));
        exchange.waiting.abandon(call.lead);
        call.waits = false;
    }

    private void tellAgent(String name, Channel phone) {
        exchange.tell(agentEvent(name, phone));
    }

    private AmiEvent agentEvent(String name, Channel phone) {
        return exchange.event(name, "agent")
                .channel("", call.lead)
                .channel("Dest", phone)
                .with("Queue", exchange.cast.queue())
                .with("Interface", phone.device())
                .with("MemberName", Devices.memberName(phone.endpoint()));
    }
}
