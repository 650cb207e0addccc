package org.ringbook.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One call as it is played: its legs, who rings, who talks. What each step of a script does stands in the classes that
 * it owns. One thread.
 */
final class LiveCall {

    /** A telephone that is being rung. @param from the caller's leg; null for the first leg of a click-to-call */
    record Attempt(Channel from, Channel to, Instant since) {}

    /** The agent whom the queue gave the caller to. @param holdTime seconds that the caller waited */
    record QueueAgent(Channel channel, long holdTime, Instant since) {}

    final Exchange exchange;
    final List<Attempt> attempts = new ArrayList<>();
    final CallRecords records;
    final Dialing dialing;
    final Queueing queueing;
    final Transfers transfers;
    final Consulting consulting;
    final Holding holding;
    final Endings endings;
    private final List<Channel> legs = new ArrayList<>();
    /** The leg whose dialplan runs: who called, or who was transferred. */
    Channel lead;

    boolean waits;
    QueueAgent queueAgent;
    /** Whether a person has a part in another call, now or soon. */
    Predicate<String> isEngagedElsewhere = extension -> false;
    /** Told when the first leg of a click-to-call came to nothing. */
    Runnable firstLegFailed = () -> {};

    LiveCall(Exchange exchange) {
        this.exchange = exchange;
        this.records = new CallRecords(this);
        this.dialing = new Dialing(this);
        this.queueing = new Queueing(this);
        this.transfers = new Transfers(this);
        this.consulting = new Consulting(this);
        this.holding = new Holding(this);
        this.endings = new Endings(this);
    }

    Channel add(Channel leg) {
        legs.add(leg);
        exchange.announce(leg);
        return leg;
    }

    /** A telephone that was rung for something else comes into the call. */
    void takesIn(Channel leg) {
        legs.add(leg);
    }

    List<Channel> legs() {
        return legs.stream().filter(leg -> !leg.gone).toList();
    }

    boolean isOver() {
        return !legs.isEmpty() && legs().isEmpty();
    }

    String linkedId() {
        return legs.isEmpty() ? null : legs.get(0).linkedId;
    }

    void trunkBegins(String line, Party customer) {
        var trunk = exchange.newLeg(Exchange.TRUNK, null, ChannelState.RING, null);
        trunk.at(Exchange.INBOUND, line, 1).caller = customer;
        lead = add(trunk);
    }

    void personDials(String extension, String number) {
        var person = exchange.cast.person(extension).orElseThrow();
        var phone = exchange.newLeg("PJSIP/" + extension, null, ChannelState.RING, null);
        phone.at(Exchange.INTERNAL, number, 1).caller = new Party(extension, person.name());
        lead = add(phone);
        dialing.dialOn(phone, number);
    }

    void answers(String extension) {
        var attempt = attempt(a -> extension == null || a.to().isPhoneOf(extension));
        if (consulting.isTarget(attempt.to())) {
            consulting.targetAnswers(attempt);
        } else if (waits) {
            queueing.answers(attempt);
        } else {
            dialing.answers(attempt);
        }
    }

    Attempt attempt(Predicate<Attempt> which) {
        return attempts.stream()
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody like that rings: " + attempts));
    }

    /** The leg of that person's telephone which talks. */
    Channel talking(String extension) {
        return legs().stream()
                .filter(leg -> leg.isPhoneOf(extension) && leg.bridge != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(extension + " does not talk in this call"));
    }

    /** Whom the lead talks to. */
    Channel called() {
        if (lead.bridge == null || lead.bridge.peerOf(lead) == null) {
            throw new IllegalStateException("Nobody has answered " + lead);
        }
        return lead.bridge.peerOf(lead);
    }

    Channel customer() {
        return legs().stream()
                .filter(Channel::isTrunk)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No outside party in this call"));
    }

    Instant now() {
        return exchange.timetable.now();
    }

    long secondsSince(Instant then) {
        return Duration.between(then, now()).toSeconds();
    }
}
