package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;
import org.ringbook.telephony.asterisk.records.RecordedEvent;

/** One message while it is read. Adds to the facts what the message says. */
final class Reading {

    private static final Map<String, HealedFrom> HEALED = Map.of(
            "cel",
            HealedFrom.EVENTS,
            "cdr",
            HealedFrom.CALLS,
            "snapshot",
            HealedFrom.SNAPSHOT,
            CatchUp.ESTIMATE,
            HealedFrom.ESTIMATE);

    /** They write down who was in a bridge, and not who was on hold in it. */
    private static final Set<HealedFrom> RECORDS = Set.of(HealedFrom.EVENTS, HealedFrom.CALLS);

    private static final Set<String> BRIDGING = Set.of("BridgeEnter", "BridgeLeave");

    private final AmiMessage message;
    private final Instant at;
    private final Endpoints endpoints;
    private final List<CallFact> facts;
    private final String leg;

    Reading(AmiMessage message, Instant at, Endpoints endpoints, List<CallFact> facts) {
        this.message = message;
        this.at = at;
        this.endpoints = endpoints;
        this.facts = facts;
        this.leg = message.get("Uniqueid");
    }

    interface QueueFact {
        CallFact of(String leg, Instant at, String queue);
    }

    void newChannel() {
        Channel channel = message.channel();
        if (leg == null || channel == null || channel.inner()) {
            return;
        }
        boolean calls = "4".equals(message.get("ChannelState"));
        Side side = channel.local() ? Side.LOCAL : calls ? Side.CALLER : Side.CALLED;
        boolean outside = endpoints.outside(channel);
        String number = number("CallerIDNum");
        String party = outside || channel.local() ? null : endpoints.extension(channel, number);
        facts.add(new LegBegan(
                leg, at, side, outside, party, calls ? number : null, calls ? message.get("Exten") : null));
        if (outside && !calls) {
            numberKnown();
            lineReached();
        }
        if (OwnChannels.isSpy(leg) || OwnChannels.isPick(leg)) {
            facts.add(knocks());
        } else if (leg.startsWith(AmiEvents.OWN_ID) && !channel.local()) {
            facts.add(new ClickToCall(leg, at, null));
        }
    }

    /** Who is only asked to listen, or to answer what rings elsewhere, takes no part in a call yet. */
    private CallFact knocks() {
        return new Listening(leg, Instant.EPOCH);
    }

    void newState() {
        seen(leg, message.channel());
        switch (String.valueOf(message.get("ChannelState"))) {
            case "4" -> calls();
            case "5" -> add(leg, LegRang::new);
            case "6" -> {
                lineReached();
                add(leg, LegUp::new);
            }
            default -> {}
        }
    }

    /** Some technologies make a channel first, and say a moment later that it rings in. */
    private void calls() {
        Channel channel = message.channel();
        if (leg != null && channel != null && !channel.local() && !channel.inner()) {
            facts.add(new LegCalls(leg, at, number("CallerIDNum"), message.get("Exten")));
        }
    }

    void numberKnown() {
        String number = number("CallerIDNum");
        if (leg != null && number != null) {
            facts.add(new LegNumber(leg, at, number));
        }
    }

    void shownNumber() {
        String number = number("ConnectedLineNum");
        Channel channel = message.channel();
        if (leg != null && number != null && channel != null && endpoints.outside(channel)) {
            facts.add(new ShownNumber(leg, at, number));
        }
    }

    void dialBegin() {
        String called = message.get("DestUniqueid");
        if (called == null) {
            return;
        }
        lineReached();
        seen(called, Channel.of(message.get("DestChannel")));
        facts.add(new LegDialled(called, at, leg, DialString.number(message.get("DialString"))));
        String number = number("DestCallerIDNum");
        if (number != null) {
            facts.add(new LegNumber(called, at, number));
        }
    }

    void dialState() {
        switch (String.valueOf(message.get("DialStatus"))) {
            case "RINGING" -> add(message.get("DestUniqueid"), LegRang::new);
            case "PROGRESS" -> add(message.get("DestUniqueid"), LegProgressed::new);
            default -> {}
        }
    }

    void dialEnd() {
        String called = message.get("DestUniqueid");
        if (called != null) {
            Outcome outcome = AmiEvents.dialStatus(message.get("DialStatus"));
            facts.add(new DialEnded(called, at, outcome, message.get("Forward")));
        }
    }

    void hungUp() {
        boolean waits = Set.of("4", "7").contains(String.valueOf(message.get("ChannelState")));
        if (!waits || !AmiEvents.refuses(message.get("Cause"))) {
            simple(HungUp::new);
        }
    }

    void hangup() {
        if (leg != null) {
            seen(leg, message.channel());
            facts.add(new LegEnded(leg, at, AmiEvents.cause(message.get("Cause"))));
        }
    }

    void bridgeEnter() {
        String room = message.get("BridgeUniqueid");
        if (leg == null || room == null) {
            return;
        }
        seen(leg, message.channel());
        if ("agent_hold".equals(message.get("BridgeType"))) {
            agentLogin();
        }
        facts.add(new Joined(leg, at, room, kindOfBridge(), message.get("SwapUniqueid")));
    }

    private BridgeKind kindOfBridge() {
        String type = String.valueOf(message.get("BridgeType"));
        return switch (type) {
            case "parking" -> BridgeKind.PARKING;
            case "agent_hold" -> BridgeKind.HOLDING;
            case "base" -> BridgeKind.CONFERENCE;
            default -> "holding_bridge".equals(message.get("BridgeTechnology")) ? BridgeKind.HOLDING : BridgeKind.TALK;
        };
    }

    void bridgeLeave() {
        String room = message.get("BridgeUniqueid");
        if (leg != null && room != null) {
            facts.add(new Left(leg, at, room));
        }
    }

    void localBridge() {
        String one = message.get("LocalOneUniqueid");
        String two = message.get("LocalTwoUniqueid");
        if (one != null && two != null) {
            facts.add(new Paired(one, at, two));
            link(one, message.get("LocalOneLinkedid"));
            link(two, message.get("LocalTwoLinkedid"));
        }
    }

    void blindTransfer() {
        String from = message.get("TransfererUniqueid");
        if (from != null && succeeded()) {
            String moved = message.get("TransfereeUniqueid");
            facts.add(new Transferred(from, at, Call.TransferKind.BLIND, moved, null, message.get("Extension")));
            link(from, message.get("TransfererLinkedid"));
        }
    }

    void attendedTransfer() {
        String from = message.get("OrigTransfererUniqueid");
        String second = message.get("SecondTransfererUniqueid");
        if (from == null || !succeeded()) {
            return;
        }
        String target = message.get("TransferTargetUniqueid");
        String moved = message.get("TransfereeUniqueid");
        facts.add(new Transferred(from, at, Call.TransferKind.ATTENDED, moved, target, null));
        link(from, second);
        link(from, message.get("OrigTransfererLinkedid"));
        link(second, message.get("SecondTransfererLinkedid"));
    }

    /** Success means no more than that the call was sent on; anything else, that it stayed where it was. */
    private boolean succeeded() {
        String result = message.get("Result");
        return result == null || result.equals("Success");
    }

    void pickup() {
        String target = message.get("TargetUniqueid");
        if (leg != null && target != null) {
            facts.add(new PickedUp(leg, at, target));
            if (OwnChannels.isPick(leg)) {
                CallFact knocked = knocks();
                facts.add(new Mistaken(leg, knocked.at(), knocked));
            }
        }
    }

    void queue(QueueFact fact) {
        String queue = message.get("Queue");
        if (leg != null && queue != null) {
            facts.add(fact.of(leg, at, queue));
        }
    }

    void parked() {
        String parkee = message.get("ParkeeUniqueid");
        if (parkee != null) {
            facts.add(new Parked(parkee, at, message.get("ParkingSpace")));
        }
    }

    void unparked() {
        link(message.get("ParkeeUniqueid"), message.get("RetrieverUniqueid"));
    }

    void spied() {
        add(message.get("SpyerUniqueid"), Listening::new);
    }

    void agentLogin() {
        if (leg != null) {
            Channel channel = message.channel();
            String party = channel == null ? message.get("Agent") : endpoints.extension(channel, null);
            facts.add(new NailedUp(leg, at, party));
        }
    }

    void newExtension() {
        if ("1".equals(message.get("Priority"))) {
            lineReached();
        }
        application(message.get("Application"), leg);
    }

    /** Where the dialplan is with a caller, if that may be a number of ours. */
    void lineReached() {
        String extension = message.get("Exten");
        if (leg != null && extension != null && isLine(extension)) {
            facts.add(new LineReached(leg, at, extension));
        }
    }

    /** As long as a number of the public network may be, within one town, with a plus or without. */
    private static boolean isLine(String text) {
        int first = text.startsWith("+") ? 1 : 0;
        int digits = text.length() - first;
        boolean fine = digits >= 6 && digits <= 15;
        for (int i = first; fine && i < text.length(); i++) {
            fine = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return fine;
    }

    void originated() {
        facts.addAll(FailedClick.of(message, at, endpoints));
    }

    void application(String application, String id) {
        Call.LegKind kind = AmiEvents.service(application);
        if (kind != null && id != null) {
            facts.add(new Served(id, at, kind, null));
        }
    }

    void served(Call.LegKind kind, String name) {
        if (leg != null) {
            facts.add(new Served(leg, at, kind, name));
        }
    }

    void simple(BiFunction<String, Instant, CallFact> fact) {
        add(leg, fact);
    }

    void recording(String event) {
        if (leg != null) {
            facts.addAll(RecordingFacts.of(event, message, leg, at));
        }
    }

    /** Every event repeats which call its channels belong to; that may have changed without any other word. */
    void linkedIds() {
        link(leg, message.get("Linkedid"));
        link(message.get("DestUniqueid"), message.get("DestLinkedid"));
    }

    /** The message was retold from a record of the PBX, after a gap. */
    void healed() {
        String record = message.get(RecordedEvent.HEALED);
        HealedFrom from = record == null ? null : HEALED.get(record);
        if (from != null && facts.stream().anyMatch(fact -> !(fact instanceof Linked))) {
            facts.add(new Healed(facts.get(0).leg(), at, from));
            if (leg != null && RECORDS.contains(from) && BRIDGING.contains(message.event())) {
                facts.add(new HoldNotTold(leg, at));
            }
        }
    }

    private void link(String one, String other) {
        if (one != null && other != null && !one.equals(other)) {
            facts.add(new Linked(one, at, other));
        }
    }

    private void seen(String id, Channel channel) {
        if (id != null && channel != null && !channel.inner()) {
            boolean outside = endpoints.outside(channel);
            String party = outside || channel.local() ? null : endpoints.extension(channel, null);
            facts.add(new LegSeen(id, at, channel.local(), outside, party));
        }
    }

    private void add(String id, BiFunction<String, Instant, CallFact> fact) {
        if (id != null) {
            facts.add(fact.apply(id, at));
        }
    }

    /** A number in which anything stands that no number has is nobody's: it was not a telephone that wrote it. */
    private String number(String header) {
        String text = message.get(header);
        if (text == null || text.length() > 40) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fine = c >= '0' && c <= '9' || c == '+' || c == '*' || c == '#' || Character.isLetter(c);
            if (!fine) {
                return null;
            }
        }
        return text;
    }
}
