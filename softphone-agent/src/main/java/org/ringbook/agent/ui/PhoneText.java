package org.ringbook.agent.ui;

import java.time.Instant;
import java.util.Locale;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.phone.RegistrationState;
import org.ringbook.agent.phone.Secrecy;
import org.ringbook.agent.words.Words;

/** The telephone and its calls in words. Pure. */
final class PhoneText {

    private PhoneText() {}

    /** What the call is doing. */
    static String state(CallStatus call, Words words) {
        return switch (call.state()) {
            case DIALLING -> words.text("phone.dialling");
            case RINGING_THERE -> words.text("phone.ringing_there");
            case RINGING -> words.text("phone.ringing");
            case ANSWERING -> words.text(call.autoAnswered() ? "phone.auto_answering" : "phone.answering");
            case TALKING -> talking(call, words);
            case ENDING -> words.text("phone.ending");
            case ENDED -> ending(call, words);
        };
    }

    private static String talking(CallStatus call, Words words) {
        if (call.together() && !call.heldHere() && !call.heldThere()) {
            return words.text(call.muted() ? "phone.together_muted" : "phone.together");
        }
        if (call.heldHere() && call.heldThere()) {
            return words.text("phone.held_both");
        }
        if (call.heldHere()) {
            return words.text("phone.held_here");
        }
        if (call.heldThere()) {
            return words.text("phone.held_there");
        }
        return words.text(call.muted() ? "phone.muted" : "phone.talking");
    }

    /** Who on the way could listen. */
    static String secrecy(Secrecy secrecy, Words words) {
        return words.text("phone.secrecy." + secrecy.name().toLowerCase(Locale.ROOT));
    }

    /** How a call sounds now, in one line. */
    static String quality(MediaQuality now, Words words) {
        String trip = now.roundTripMillis() < 0
                ? ""
                : words.text("phone.quality.trip", String.valueOf(Math.round(now.roundTripMillis())));
        return words.text(
                        "phone.quality",
                        codec(now.codec()),
                        oneDigit(now.estimate(), words),
                        oneDigit(now.loss() * 100, words),
                        String.valueOf(Math.round(now.jitterMillis())))
                + trip;
    }

    private static String oneDigit(double value, Words words) {
        return String.format(Locale.forLanguageTag(words.language()), "%.1f", value);
    }

    private static String codec(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "OPUS" -> "Opus";
            case "G722" -> "G.722";
            case "PCMA" -> "G.711 A";
            case "PCMU" -> "G.711 µ";
            default -> encoding;
        };
    }

    /** What waits in the mailbox; empty when nothing does. */
    static String messages(MessagesWaiting waiting, Words words) {
        if (!waiting.some()) {
            return "";
        }
        return waiting.fresh() == 0
                ? words.text("phone.messages")
                : words.text("phone.messages.count", String.valueOf(waiting.fresh()));
    }

    /** Why it is over. */
    static String ending(CallStatus call, Words words) {
        String word = call.ending().name().toLowerCase(Locale.ROOT);
        return words.text("phone.ended." + word, String.valueOf(call.code()));
    }

    static CardText.Tone tone(CallStatus call) {
        return switch (call.state()) {
            case DIALLING, RINGING_THERE, RINGING, ANSWERING -> CardText.Tone.RINGING;
            case TALKING -> call.heldHere() || call.heldThere() ? CardText.Tone.HELD : CardText.Tone.TALKING;
            case ENDING, ENDED -> CardText.Tone.ENDED;
        };
    }

    /** Who is there, as the telephone knows it. */
    static String who(CallStatus call, Words words) {
        String number = call.party().number();
        String name = call.party().name();
        if (number.isEmpty()) {
            return name.isEmpty() ? words.text("card.withheld") : name;
        }
        return name.isEmpty() ? number : name + " · " + number;
    }

    /** Since when it is as it is. */
    static Instant since(CallStatus call) {
        return call.state() == CallState.TALKING && call.answeredAt() != null ? call.answeredAt() : call.beganAt();
    }

    /** @param account null while there is none */
    static String lamp(RegistrationState state, String account, Words words) {
        if (account == null) {
            return words.text("phone.none");
        }
        return switch (state.kind()) {
            case OFF -> words.text("phone.off", account);
            case REGISTERING -> words.text("phone.registering", account);
            case REGISTERED -> words.text("phone.registered", account);
            case WAITING -> words.text("phone.waiting", account, why(state, words));
            case REFUSED -> words.text("phone.refused", account, why(state, words));
        };
    }

    static String why(RegistrationState state, Words words) {
        return words.textOr("phone.why." + state.why(), String.valueOf(state.why()));
    }

    static CardText.Tone tone(RegistrationState state) {
        return switch (state.kind()) {
            case REGISTERED -> CardText.Tone.RINGING;
            case REGISTERING -> CardText.Tone.HELD;
            case WAITING, REFUSED -> CardText.Tone.MISSED;
            case OFF -> CardText.Tone.ENDED;
        };
    }
}
