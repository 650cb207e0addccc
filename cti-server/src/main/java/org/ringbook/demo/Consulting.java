package org.ringbook.demo;

import java.util.List;
import org.ringbook.demo.LiveCall.Attempt;

/** The attended transfer by feature code: the agent asks a colleague over a Local pair, then hangs up. */
final class Consulting {

    private final LiveCall call;
    private final Exchange exchange;
    private Channel agent;
    private Channel customer;
    private Channel one;
    private Channel two;
    private Channel target;
    private Bridge first;
    private Bridge second;

    Consulting(LiveCall call) {
        this.call = call;
        this.exchange = call.exchange;
    }

    boolean isTarget(Channel channel) {
        return target == channel;
    }

    boolean isAskedBy(Channel leg) {
        return agent == leg && !leg.gone && second != null && leg.bridge == second;
    }

    /** Who is asked speaks. */
    boolean canBeCompleted() {
        return target != null && target.state == ChannelState.UP && !agent.gone;
    }

    /** The colleague is hung up on, whether they speak or still ring, and the agent is with the caller again. */
    void isTakenBack() {
        call.attempts.stream()
                .filter(attempt -> attempt.to() == target)
                .toList()
                .forEach(attempt -> {
                    call.dialing.end(attempt, "CANCEL");
                    call.attempts.remove(attempt);
                });
        var theirs = target.bridge;
        exchange.leave(agent);
        exchange.leave(one);
        for (Channel leg : List.of(target, two, one)) {
            if (leg.bridge != null) {
                exchange.leave(leg);
            }
            exchange.hangUp(leg, Causes.NORMAL, null);
        }
        if (theirs != null) {
            exchange.destroy(theirs);
        }
        exchange.destroy(second);
        second = null;
        exchange.enter(first, agent);
        exchange.tell(exchange.event("Unhold", "call").channel("", agent));
        call.holding.held(customer, false);
    }

    void asks(Channel who, String extension) {
        agent = who;
        first = agent.bridge;
        customer = first.peerOf(agent);
        exchange.tell(exchange.event("Hold", "call").channel("", agent));
        call.holding.held(customer, true);
        localPair(extension);
        agentMovesOver();
        targetRings(extension);
    }

    private void localPair(String extension) {
        one = exchange.newLocalHalf(extension, agent, 1);
        two = exchange.newLocalHalf(extension, agent, 2);
        one.half = two;
        two.half = one;
        call.add(one);
        call.add(two);
        second = exchange.newBridge();
        exchange.callerId(two, new Party(agent.endpoint(), name(agent)));
        exchange.tell(exchange.event("LocalBridge", "call")
                .channel("LocalOne", one)
                .channel("LocalTwo", two)
                .with("Context", Exchange.INTERNAL)
                .with("Exten", extension)
                .with("LocalOptimization", "Yes"));
        exchange.connectedLine(one, two.caller);
    }

    private void agentMovesOver() {
        exchange.enter(second, one);
        exchange.leave(agent);
        exchange.enter(second, agent);
        exchange.connectedLine(agent, Party.UNKNOWN);
    }

    private void targetRings(String extension) {
        two.priority = 2;
        two.runs("Dial", "PJSIP/" + extension + ",20,tT");
        target = call.dialing.newPhone(two, extension);
        exchange.connectedLine(target, two.caller);
        exchange.becomes(target, ChannelState.RINGING);
        call.dialing.begin(two, target, extension);
        exchange.connectedLine(two, target.caller);
        one.caller = target.caller;
        exchange.becomes(one, ChannelState.RINGING);
        exchange.callerId(one, target.caller);
        exchange.dial("DialState", two, target, "DialStatus", "RINGING");
        exchange.connectedLine(agent, target.caller);
        exchange.dial("DialState", null, one, "DialStatus", "RINGING");
    }

    void targetAnswers(Attempt attempt) {
        call.dialing.settle(attempt);
        exchange.becomes(one, ChannelState.UP);
        exchange.dial("DialEnd", null, one, "DialStatus", "ANSWER");
        exchange.becomes(two, ChannelState.UP);
        call.dialing.talk(attempt);
    }

    /** The agent hangs up, and the two are together. */
    void completes() {
        if (!canBeCompleted()) {
            throw new IllegalStateException("There is no consultation to complete");
        }
        call.queueing.completes("transfer");
        exchange.request("HangupRequest", agent, Causes.NORMAL, null);
        exchange.leave(agent);
        exchange.tell(exchange.event("BridgeMerge", "call").bridge("To", first).bridge("From", second));
        exchange.leave(one);
        exchange.enter(first, one);
        tellTransfer();
        call.holding.held(customer, false);
        introduce();
        call.records.ended(agent);
        call.records.tell(agent);
        exchange.hangUp(agent, Causes.NORMAL, null);
        exchange.callerId(two, customer.caller);
        call.lead = customer;
    }

    private void tellTransfer() {
        exchange.tell(exchange.event("AttendedTransfer", "call")
                .with("Result", "Success")
                .channel("OrigTransferer", agent)
                .bridge("Orig", first)
                .channel("SecondTransferer", agent)
                .bridge("Second", second)
                .channel("Transferee", customer)
                .channel("TransferTarget", one)
                .with("IsExternal", "No")
                .with("DestType", "Bridge")
                .with("DestBridgeUniqueid", first.id));
    }

    private void introduce() {
        exchange.connectedLine(one, customer.caller);
        exchange.connectedLine(customer, target.caller);
        exchange.destroy(second);
        exchange.connectedLine(target, customer.caller);
    }

    private String name(Channel phone) {
        return exchange.cast.person(phone.endpoint()).map(DemoCast.Person::name).orElse(null);
    }
}
