package org.ringbook.agent.phone;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The telephone: its calls, and what a person can do with them when. One call is talked in at a time; taking or making another one
 * puts it on hold first. Everything here runs on one thread, the telephone's; whoever calls from elsewhere hands over to it.
 */
public final class Phone {

    private static final int MOST_CALLS = 6;
    private static final int BUSY = 486;
    private static final Pattern DIALLABLE = Pattern.compile("[0-9+*#A-Za-z._-]{1,64}");
    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,64}");

    private final Signalling signalling;
    private final PhoneListener listener;
    private final Clock clock;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<String, PhoneCall> calls = new LinkedHashMap<>();
    /** What is to happen once a call is on hold, by that call. */
    private final Map<String, ForCall> afterHold = new LinkedHashMap<>();

    private RegistrationState registration = RegistrationState.of(RegistrationState.Kind.OFF);
    private int made;
    private boolean oneCallOnly;
    private boolean autoAnswer = true;
    private MessagesWaiting messages = new MessagesWaiting(false, 0, 0);
    private boolean doNotDisturb;

    /** @param later runs something on the telephone's thread after a while */
    public Phone(Signalling signalling, PhoneListener listener, Clock clock, BiConsumer<Duration, Runnable> later) {
        this.signalling = signalling;
        this.listener = listener;
        this.clock = clock;
        this.later = later;
    }

    /** Whether who calls during a call is told that we are busy. */
    public void oneCallOnly(boolean on) {
        oneCallOnly = on;
    }

    /** Whether the PBX may ask that a call is answered by itself; it may listen then. */
    public void autoAnswer(boolean on) {
        autoAnswer = on;
    }

    /** Whether everybody who calls is told that we are busy, and nothing rings. */
    public void doNotDisturb(boolean on) {
        doNotDisturb = on;
    }

    public RegistrationState registration() {
        return registration;
    }

    /** What waits in the account's mailbox, as far as the PBX has told. */
    public MessagesWaiting messages() {
        return messages;
    }

    /** All calls that are not over, the oldest first. */
    public List<CallStatus> calls() {
        return calls.values().stream().map(this::status).toList();
    }

    // What a person does.

    /** @return the id of the new call; whoever we talk with is put on hold first */
    public String dial(String number) {
        if (!DIALLABLE.matcher(number).matches()) {
            throw new NotPossible("not_a_number");
        }
        roomForOne();
        noneIsBeingAnswered();
        PhoneCall call = add(new PhoneCall("c" + ++made, false, new Party(number, ""), clock.instant()));
        show(call);
        withNobodyElse(call, () -> signalling.invite(call.id, number));
        return call.id;
    }

    public void answer(String id) {
        PhoneCall call = able(id, Action.ANSWER);
        noneIsBeingAnswered();
        call.answering(false);
        show(call);
        withNobodyElse(call, () -> signalling.accept(id));
    }

    /** A queue goes on to the next agent. */
    public void reject(String id) {
        PhoneCall call = able(id, Action.REJECT);
        signalling.refuse(id, BUSY);
        over(call, Ending.REJECTED, BUSY);
    }

    public void hangUp(String id) {
        PhoneCall call = able(id, Action.HANG_UP);
        boolean waited = afterHold.values().removeIf(waiting -> waiting.call == call);
        if (waited && !call.talking()) {
            giveUp(call);
            return;
        }
        signalling.end(id);
        if (call.talking()) {
            over(call, Ending.HUNG_UP, 0);
        } else if (!call.over()) {
            call.ending();
            show(call);
        }
    }

    /** It still waited for another call to be put on hold. */
    private void giveUp(PhoneCall call) {
        if (call.incoming) {
            signalling.refuse(call.id, BUSY);
        }
        over(call, call.incoming ? Ending.REJECTED : Ending.CANCELLED, 0);
    }

    public void hold(String id) {
        PhoneCall call = able(id, Action.HOLD);
        part();
        call.holdAsked();
        signalling.hold(id, true);
        show(call);
    }

    /** Whoever we talk with meanwhile is put on hold first: so two calls are swapped. */
    public void resume(String id) {
        PhoneCall call = able(id, Action.RESUME);
        noneIsBeingAnswered();
        withNobodyElse(call, () -> {
            call.holdAsked();
            signalling.hold(id, false);
        });
    }

    public void mute(String id, boolean on) {
        PhoneCall call = able(id, on ? Action.MUTE : Action.UNMUTE);
        call.muted(on);
        signalling.mute(id, on);
        show(call);
    }

    public void digits(String id, String keys) {
        PhoneCall call = able(id, Action.DIGITS);
        if (!KEYS.matcher(keys).matches()) {
            throw new NotPossible("not_a_number");
        }
        signalling.digits(call.id, keys);
    }

    /** Without asking the one who gets the call. */
    public void transfer(String id, String number) {
        PhoneCall call = able(id, Action.TRANSFER);
        if (!DIALLABLE.matcher(number).matches()) {
            throw new NotPossible("not_a_number");
        }
        signalling.transfer(call.id, number);
    }

    /** Hands a call to the one whom we asked in a second call; we are out of both then. */
    public void join(String id, String second) {
        PhoneCall call = able(id, Action.TRANSFER);
        PhoneCall asked = calls.get(second);
        if (asked == null) {
            throw new NotPossible("no_such_call");
        }
        if (asked != call && asked.talking()) {
            signalling.join(id, second);
        } else if (asked.state() == CallState.RINGING_THERE) {
            // Nobody is there yet whom the call could replace: let go, and send the caller.
            String number = status(asked).party().number();
            hangUp(second);
            signalling.transfer(id, number);
        } else {
            throw new NotPossible("not_now");
        }
    }

    /**
     * Talks with two at once, who hear each other too; who is on hold is taken back. The PBX knows of two calls: this program mixes.
     * Holding one of them, or a third call, parts them.
     */
    public void conference(String id, String second) {
        PhoneCall call = able(id, Action.CONFERENCE);
        PhoneCall other = able(second, Action.CONFERENCE);
        if (call == other || call.together() || other.together()) {
            throw new NotPossible("not_now");
        }
        part();
        signalling.mix(id, second, true);
        for (PhoneCall one : List.of(call, other)) {
            one.together(true);
            if (one.can(Action.RESUME)) {
                one.holdAsked();
                signalling.hold(one.id, false);
            }
            show(one);
        }
    }

    // What SIP tells.

    public void registrationIs(RegistrationState state) {
        registration = state;
        listener.registration(state);
    }

    /**
     * Somebody calls.
     *
     * @param sip the id that the PBX knows the call by
     * @param answerAfter null unless the PBX asks that it is answered by itself
     * @return the id of the call; null when it was refused, because we are busy or want no calls
     */
    public String incoming(Party from, String sip, Duration answerAfter, Consumer<String> accepted) {
        boolean busy = !calls.isEmpty();
        if (doNotDisturb || calls.size() >= MOST_CALLS || oneCallOnly && busy) {
            return null;
        }
        PhoneCall call = add(new PhoneCall("c" + ++made, true, from, clock.instant()));
        call.known(sip);
        accepted.accept(call.id);
        show(call);
        if (answerAfter != null && autoAnswer && !busy) {
            later.accept(answerAfter, () -> answerByItself(call));
        }
        return call.id;
    }

    private void answerByItself(PhoneCall call) {
        boolean alone = calls.size() == 1;
        if (call.state() == CallState.RINGING && alone) {
            call.answering(true);
            show(call);
            signalling.accept(call.id);
        }
    }

    public void known(String id, String sip) {
        on(id, call -> {
            call.known(sip);
            show(call);
        });
    }

    public void ringsThere(String id) {
        on(id, call -> {
            if (call.ringsThere()) {
                show(call);
                showOthers(call);
            }
        });
    }

    public void established(String id) {
        on(id, call -> {
            if (call.established(clock.instant())) {
                show(call);
                showOthers(call);
            }
        });
    }

    /** @param code the SIP answer; 0 when none ended it */
    public void over(String id, Ending why, int code) {
        over(id, why, code, null);
    }

    /** @param quality how it sounded; null when there was no sound */
    public void over(String id, Ending why, int code, MediaQuality quality) {
        on(id, call -> {
            over(call, why, code);
            CallStatus last = call.status(false);
            if (quality != null && last.answeredAt() != null) {
                listener.sounded(last, quality);
            }
        });
    }

    public void secrecyIs(String id, Secrecy secrecy) {
        on(id, call -> {
            if (call.secrecyIs(secrecy) && call.talking()) {
                show(call);
            }
        });
    }

    public void messagesAre(MessagesWaiting now) {
        if (!now.equals(messages)) {
            messages = now;
            listener.messages(now);
        }
    }

    public void holdIs(String id, boolean on) {
        on(id, call -> {
            call.holdIs(on);
            show(call);
            ForCall next = afterHold.remove(id);
            if (on && next != null) {
                next.run();
            }
        });
    }

    /** The other side did not agree: all is as it was, and what waited for it does not happen. */
    public void holdFailed(String id) {
        on(id, call -> {
            call.holdFailed();
            if (call.together() && call.heldHere()) {
                part();
            }
            listener.trouble(id, "hold_refused");
            show(call);
            ForCall waiting = afterHold.remove(id);
            if (waiting != null) {
                notNow(waiting.call);
            }
        });
    }

    public void heldThere(String id, boolean on) {
        on(id, call -> {
            call.heldThere(on);
            show(call);
        });
    }

    /** The PBX names another party: the call was handed on behind our back. */
    public void partyIs(String id, Party party) {
        on(id, call -> {
            call.partyIs(party);
            show(call);
        });
    }

    /** @param outcome see {@link PhoneListener#transfer} */
    public void transferIs(String id, String outcome, int code) {
        on(id, call -> listener.transfer(id, outcome, code));
    }

    public void trouble(String id, String why) {
        on(id, call -> listener.trouble(id, why));
    }

    // Within.

    /** What waits until somebody is on hold, and for which call. */
    private record ForCall(PhoneCall call, Runnable next) {

        void run() {
            if (!call.over() && call.state() != CallState.ENDING) {
                next.run();
            }
        }
    }

    private void withNobodyElse(PhoneCall call, Runnable next) {
        PhoneCall talkedWith = calls.values().stream()
                .filter(other -> other != call && other.talking() && !other.heldHere())
                .findFirst()
                .orElse(null);
        if (talkedWith == null) {
            next.run();
            return;
        }
        // Of a conversation of three two are to be put on hold.
        afterHold.put(talkedWith.id, new ForCall(call, () -> withNobodyElse(call, next)));
        if (talkedWith.can(Action.HOLD)) {
            hold(talkedWith.id);
        }
    }

    /** The one we talk with could not be put on hold, so the other one is not taken either. */
    private void notNow(PhoneCall call) {
        if (call.state() == CallState.DIALLING) {
            over(call, Ending.FAILED, 0);
        } else if (call.state() == CallState.ANSWERING) {
            call.ringsAgain();
            show(call);
        }
    }

    /** Who talked together do no more. */
    private void part() {
        List<PhoneCall> members =
                calls.values().stream().filter(PhoneCall::together).toList();
        members.forEach(one -> one.together(false));
        if (members.size() == 2) {
            signalling.mix(members.get(0).id, members.get(1).id, false);
        }
        members.stream().filter(one -> !one.over()).forEach(this::show);
    }

    private void over(PhoneCall call, Ending why, int code) {
        if (!call.ended(why, code, clock.instant())) {
            return;
        }
        if (call.together()) {
            part();
        }
        calls.remove(call.id);
        listener.call(call.status(false));
        ForCall next = afterHold.remove(call.id);
        if (next != null) {
            next.run();
        }
        // Another one may have lost what it could be joined with.
        calls.values().stream().filter(PhoneCall::talking).forEach(this::show);
    }

    /** Until the PBX knows that we picked up, that call can be neither talked in nor held. */
    private void noneIsBeingAnswered() {
        if (calls.values().stream().anyMatch(call -> call.state() == CallState.ANSWERING)) {
            throw new NotPossible("not_now");
        }
    }

    private void roomForOne() {
        if (registration.kind() == RegistrationState.Kind.OFF) {
            throw new NotPossible("not_registered");
        }
        if (calls.size() >= MOST_CALLS) {
            throw new NotPossible("too_many_calls");
        }
    }

    private PhoneCall add(PhoneCall call) {
        calls.put(call.id, call);
        return call;
    }

    private PhoneCall able(String id, Action action) {
        PhoneCall call = calls.get(id);
        if (call == null) {
            throw new NotPossible("no_such_call");
        }
        if (!status(call).possible().contains(action)) {
            throw new NotPossible("not_now");
        }
        return call;
    }

    private void on(String id, Consumer<PhoneCall> what) {
        PhoneCall call = calls.get(id);
        if (call != null) {
            what.accept(call);
        }
    }

    private CallStatus status(PhoneCall call) {
        boolean another = calls.values().stream()
                .anyMatch(other -> other != call && (other.talking() || other.state() == CallState.RINGING_THERE));
        return call.status(another);
    }

    /** They can be joined with this one now. */
    private void showOthers(PhoneCall call) {
        calls.values().stream()
                .filter(other -> other != call && other.talking())
                .forEach(this::show);
    }

    private void show(PhoneCall call) {
        listener.call(status(call));
    }
}
