package org.ringbook.agent.phone;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** One call and its states. What happens out of order (a CANCEL that crosses an answer, two who hang up at once) ends it once. */
final class PhoneCall {

    final String id;
    final boolean incoming;
    private final Instant beganAt;
    private Party party;
    private CallState state;
    private boolean heldHere;
    private boolean heldThere;
    private boolean holdAsked;
    private boolean muted;
    private boolean autoAnswered;
    private boolean together;
    private Secrecy secrecy = Secrecy.OPEN;
    private String sip;
    private Instant answeredAt;
    private Instant endedAt;
    private Ending ending;
    private int code;

    PhoneCall(String id, boolean incoming, Party party, Instant now) {
        this.id = id;
        this.incoming = incoming;
        this.party = party;
        this.beganAt = now;
        this.state = incoming ? CallState.RINGING : CallState.DIALLING;
    }

    CallState state() {
        return state;
    }

    boolean heldHere() {
        return heldHere;
    }

    boolean over() {
        return state == CallState.ENDED;
    }

    /** We hear them and they us, or would if nobody had put the other on hold. */
    boolean talking() {
        return state == CallState.TALKING;
    }

    boolean can(Action action) {
        return possible(true).contains(action);
    }

    void known(String callId) {
        sip = callId;
    }

    void partyIs(Party now) {
        party = now;
    }

    boolean ringsThere() {
        if (state != CallState.DIALLING) {
            return false;
        }
        state = CallState.RINGING_THERE;
        return true;
    }

    void answering(boolean byItself) {
        state = CallState.ANSWERING;
        autoAnswered = byItself;
    }

    void ringsAgain() {
        state = CallState.RINGING;
    }

    boolean established(Instant now) {
        if (state == CallState.ENDED || state == CallState.ENDING || state == CallState.TALKING) {
            return false;
        }
        state = CallState.TALKING;
        answeredAt = now;
        return true;
    }

    void ending() {
        state = CallState.ENDING;
    }

    boolean ended(Ending why, int answer, Instant now) {
        if (over()) {
            return false;
        }
        state = CallState.ENDED;
        ending = why;
        code = answer;
        endedAt = now;
        return true;
    }

    void holdAsked() {
        holdAsked = true;
    }

    void holdIs(boolean on) {
        holdAsked = false;
        heldHere = on;
    }

    void holdFailed() {
        holdAsked = false;
    }

    void heldThere(boolean on) {
        heldThere = on;
    }

    void muted(boolean on) {
        muted = on;
    }

    void together(boolean on) {
        together = on;
    }

    boolean together() {
        return together;
    }

    /** @return whether it was otherwise before */
    boolean secrecyIs(Secrecy now) {
        boolean changed = secrecy != now;
        secrecy = now;
        return changed;
    }

    private Set<Action> possible(boolean another) {
        Set<Action> can = EnumSet.noneOf(Action.class);
        switch (state) {
            case RINGING -> {
                can.add(Action.ANSWER);
                can.add(Action.REJECT);
            }
            case DIALLING, ANSWERING -> can.add(Action.HANG_UP);
            case RINGING_THERE -> {
                can.add(Action.HANG_UP);
                // Menus ask before they answer.
                can.add(Action.DIGITS);
            }
            case TALKING -> {
                can.addAll(Set.of(Action.HANG_UP, Action.TRANSFER));
                can.add(muted ? Action.UNMUTE : Action.MUTE);
                if (!heldHere) {
                    can.add(Action.DIGITS);
                }
                if (!holdAsked) {
                    can.add(heldHere ? Action.RESUME : Action.HOLD);
                }
                if (another) {
                    can.add(Action.JOIN);
                    can.add(Action.CONFERENCE);
                }
            }
            case ENDING, ENDED -> {}
        }
        return can;
    }

    /** @param another whether there is a second call that this one could be joined with */
    CallStatus status(boolean another) {
        return new CallStatus(
                id,
                incoming,
                party,
                state,
                heldHere,
                heldThere,
                muted,
                autoAnswered,
                together,
                secrecy,
                sip,
                beganAt,
                answeredAt,
                endedAt,
                ending,
                code,
                possible(another));
    }
}
