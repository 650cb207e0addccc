package org.ringbook.telephony.asterisk;

import java.time.Instant;
import java.util.Set;
import org.ringbook.calls.CallFact.Outcome;

/** The words of AMI that matter to calls, and what they mean. */
final class AmiEvents {

    /** A PBX whose clock is not set yet has begun with 1970. */
    private static final long YEAR_2000 = 946_684_800;

    private static final long YEAR_3000 = 32_503_680_000L;

    /** Channel ids that we give ourselves, in click-to-call, begin like this. */
    static final String OWN_ID = "ringbook-";

    static final Set<String> OF_CALLS = Set.of(
            "Newchannel",
            "Newstate",
            "NewCallerid",
            "NewConnectedLine",
            "DialBegin",
            "DialState",
            "DialEnd",
            "HangupRequest",
            "Hangup",
            "BridgeEnter",
            "BridgeLeave",
            "LocalBridge",
            "Hold",
            "Unhold",
            "BlindTransfer",
            "AttendedTransfer",
            "Pickup",
            "QueueCallerJoin",
            "QueueCallerLeave",
            "QueueCallerAbandon",
            "ParkedCall",
            "UnParkedCall",
            "MixMonitorStart",
            "MixMonitorStop",
            "MixMonitorMute",
            "ChanSpyStart",
            "AgentLogin",
            "ConfbridgeJoin",
            "Newexten",
            "OriginateResponse",
            "Cdr");

    static final String[] IDS = {"Uniqueid", "Linkedid", "DestUniqueid", "DestLinkedid"};

    private AmiEvents() {}

    /** {@code epoch.counter}, with the system's name before it where one is set, or an id that somebody's Originate chose. */
    static boolean isChannelId(String id) {
        if (id.length() > 150) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean fine = c >= '0' && c <= '9'
                    || c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    /** The PBX's own stamp, {@code epoch.micros}; the time of receipt where there is none. */
    static Instant time(AmiMessage message, Instant received) {
        String stamp = message.stamp();
        int dot = stamp == null ? -1 : stamp.indexOf('.');
        if (dot < 1 || stamp.length() - dot != 7 || dot > 11) {
            return received;
        }
        try {
            long second = Long.parseLong(stamp, 0, dot, 10);
            long micros = Long.parseLong(stamp, dot + 1, stamp.length(), 10);
            return second < YEAR_2000 || second > YEAR_3000 || micros < 0
                    ? received
                    : Instant.ofEpochSecond(second, micros * 1000);
        } catch (NumberFormatException notAStamp) {
            return received;
        }
    }

    /** DialEnd's word for how an attempt ended. Unknown words are no error: Asterisk may learn new ones. */
    static Outcome dialStatus(String status) {
        return switch (status == null ? "" : status) {
            case "ANSWER" -> Outcome.ANSWERED;
            case "NOANSWER" -> Outcome.NO_ANSWER;
            case "BUSY" -> Outcome.BUSY;
            case "CANCEL" -> Outcome.CANCELLED;
            case "CONGESTION" -> Outcome.CONGESTION;
            case "CHANUNAVAIL" -> Outcome.UNREACHABLE;
            default -> Outcome.OTHER;
        };
    }

    /** Q.850 cause of a hang-up. */
    static Outcome cause(String cause) {
        return switch (cause == null ? "" : cause) {
            case "1", "2", "3", "22", "28" -> Outcome.INVALID_NUMBER;
            case "16" -> Outcome.ANSWERED;
            case "17" -> Outcome.BUSY;
            case "18", "19" -> Outcome.NO_ANSWER;
            case "20", "27" -> Outcome.UNREACHABLE;
            case "21" -> Outcome.REJECTED;
            case "26" -> Outcome.ELSEWHERE;
            case "34", "38", "41", "42", "44", "58" -> Outcome.CONGESTION;
            default -> Outcome.OTHER;
        };
    }

    /**
     * Whether the hang-up of a caller who still waits (state 4, or 7 when they hear that it is busy) is the PBX's own: it refuses them
     * with such a cause, and their line says so in the same words as when they hang up.
     */
    static boolean refuses(String cause) {
        return switch (cause(cause)) {
            case BUSY, REJECTED, CONGESTION, UNREACHABLE, INVALID_NUMBER -> true;
            default -> false;
        };
    }

    /** Applications of the dialplan that answer a caller in place of a person. */
    static org.ringbook.calls.Call.LegKind service(String application) {
        return switch (application == null ? "" : application) {
            case "VoiceMail" -> org.ringbook.calls.Call.LegKind.VOICEMAIL;
            case "BackGround", "Background", "WaitExten", "Read", "Directory" -> org.ringbook.calls.Call.LegKind.IVR;
            default -> null;
        };
    }
}
