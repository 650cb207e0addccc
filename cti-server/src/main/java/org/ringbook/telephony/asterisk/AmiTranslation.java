package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallFact;
import org.ringbook.calls.CallFact.*;

/**
 * One AMI message → facts, for Asterisk 16 to 22. Pure: nothing is remembered from one message to the next.
 *
 * <p>Every text in a message is untrusted. A message with a repeated header, an id that is none, or a channel name that
 * is none, says nothing here; {@link AmiMessage#refusal} tells why.
 */
final class AmiTranslation {

    /** The name of the file is known a moment after the recording began; each of these comes later in most calls. */
    private static final Set<String> TELLS_THE_FILE = Set.of("BridgeEnter", "Hangup");

    private static final List<CallFact> NOTHING = List.of();

    private final Endpoints endpoints;

    AmiTranslation(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * @param received stands in for the time when the PBX does not stamp its messages ({@code timestampevents})
     * @return what the message says; empty when it says nothing of a call
     */
    List<CallFact> translate(AmiMessage message, Instant received) {
        if (!concerns(message) || message.refusal() != null) {
            return NOTHING;
        }
        var facts = new ArrayList<CallFact>(8);
        var m = new Reading(message, AmiEvents.time(message, received), endpoints, facts);
        switch (message.event()) {
            case "Newchannel" -> m.newChannel();
            case "Newstate" -> m.newState();
            case "NewCallerid" -> m.numberKnown();
            case "NewConnectedLine" -> m.shownNumber();
            case "DialBegin" -> m.dialBegin();
            case "DialState" -> m.dialState();
            case "DialEnd" -> m.dialEnd();
            case "HangupRequest" -> m.hungUp();
            case "Hangup" -> m.hangup();
            case "BridgeEnter" -> m.bridgeEnter();
            case "BridgeLeave" -> m.bridgeLeave();
            case "LocalBridge" -> m.localBridge();
            case "Hold" -> m.simple(Held::new);
            case "Unhold" -> m.simple(Resumed::new);
            case "BlindTransfer" -> m.blindTransfer();
            case "AttendedTransfer" -> m.attendedTransfer();
            case "Pickup" -> m.pickup();
            case "QueueCallerJoin" -> {
                m.lineReached();
                m.queue(QueueJoined::new);
            }
            case "QueueCallerLeave" -> m.queue((leg, at, queue) -> new QueueLeft(leg, at, queue, false));
            case "QueueCallerAbandon" -> m.queue((leg, at, queue) -> new QueueLeft(leg, at, queue, true));
            case "ParkedCall" -> m.parked();
            case "UnParkedCall" -> m.unparked();
            case "MixMonitorStart", "MixMonitorStop", "MixMonitorMute" -> m.recording(message.event());
            case "ChanSpyStart" -> m.spied();
            case "AgentLogin" -> m.agentLogin();
            case "ConfbridgeJoin" -> m.served(Call.LegKind.CONFERENCE, message.get("Conference"));
            case "Newexten" -> m.newExtension();
            case "OriginateResponse" -> m.originated();
            case "Cdr" -> m.application(message.get("LastApplication"), message.get("UniqueID"));
            default -> {}
        }
        if (TELLS_THE_FILE.contains(message.event())) {
            m.recording(null);
        }
        m.linkedIds();
        m.healed();
        return facts;
    }

    /** Whether the message is one of those that tell of calls. */
    static boolean concerns(AmiMessage message) {
        String event = message.event();
        return event != null && AmiEvents.OF_CALLS.contains(event);
    }
}
