package org.ringbook.agent.ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.phone.NotPossible;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.phone.PhoneListener;
import org.ringbook.agent.phone.RegistrationState;
import org.ringbook.agent.settings.AudioSettings;
import org.ringbook.agent.words.Words;

/**
 * The telephone of the window: which account it has, and what its calls are. It lives apart from the session with the server. On the window's thread; what the telephone tells is handed over to it.
 */
final class PhoneDesk {

    private static final RegistrationState OFF = new RegistrationState(RegistrationState.Kind.OFF, null, 0);

    private final Words words;
    private final Telephony telephony;
    private final Told told;
    private final CallTones sounds;
    private RunningPhone running;
    private Account account;
    private boolean ofServer;
    private boolean doNotDisturb;
    private boolean heardThere;
    /** It was taken away while somebody was talked with. */
    private boolean leaving;

    private Account next;
    private RegistrationState registration = OFF;
    private final Map<String, CallStatus> calls = new LinkedHashMap<>();

    /** Who shows it. */
    interface Told {
        /** A call is another one than before, or over. */
        void call(CallStatus call);

        /** A telephone is switched on or off: of the calls of the one before nothing more is told. */
        void begins();

        void registration();

        void say(String text, boolean wrong);

        void messages(MessagesWaiting now);

        /** @param quality how a call sounds that goes on */
        void sounds(String call, MediaQuality quality);

        /** How an answered call sounded, once it is over. */
        void sounded(CallStatus call, MediaQuality quality);
    }

    PhoneDesk(Words words, Telephony telephony, Supplier<AudioSettings> sound, Told told) {
        this.words = words;
        this.telephony = telephony;
        this.told = told;
        this.sounds = new CallTones(sound);
    }

    // Which telephone.

    /** The account of the settings, where there is one. */
    void begin() {
        if (telephony.own() != null) {
            switchOn(telephony.own(), false);
        }
    }

    /** The server's account, unless the person has set one here. A call that goes on is not cut off for another account. */
    void given(Account fromServer) {
        if (account != null && (!ofServer || fromServer.equals(account))) {
            if (leaving) {
                leaving = false;
                quiet(doNotDisturb);
                told.registration();
            }
            return;
        }
        if (!calls.isEmpty()) {
            next = fromServer;
            if (!fromServer.user().equals(account.user())) {
                leaving = true;
                quiet(true);
                told.registration();
            }
            return;
        }
        switchOn(fromServer, true);
    }

    void own(Account chosen) {
        switchOn(chosen, false);
    }

    private void switchOn(Account chosen, boolean fromServer) {
        switchOff();
        account = chosen;
        ofServer = fromServer;
        told.begins();
        var heard = new Heard();
        running = telephony.switchOn().apply(chosen, heard);
        heard.from = running;
        boolean quiet = doNotDisturb;
        Phone phone = running.phone();
        running.thread().execute(() -> phone.doNotDisturb(quiet));
        told.registration();
    }

    /** Whoever signs out takes the server's account with them. */
    void signedOut() {
        if (ofServer) {
            switchOff();
            told.registration();
        }
    }

    /** The server's account is no longer this person's: nothing comes any more, and who is talked with is not cut off. */
    void takenAway() {
        if (!ofServer) {
            return;
        }
        leaving = true;
        next = null;
        quiet(true);
        told.registration();
        if (calls.isEmpty()) {
            signedOut();
        }
    }

    /** Hangs up and tells the PBX; does not wait for it. */
    void switchOff() {
        leaving = false;
        next = null;
        if (running == null) {
            return;
        }
        RunningPhone going = running;
        running = null;
        account = null;
        ofServer = false;
        registration = OFF;
        calls.clear();
        sounds.stop();
        // Of its calls nobody tells an end any more.
        told.begins();
        new Thread(going.off(), "phone-off").start();
    }

    /** As {@link #switchOff}, and waits a second for the PBX at most: the program ends. */
    void quit() {
        if (running != null) {
            running.off().run();
            running = null;
        }
    }

    boolean isOn() {
        return running != null;
    }

    boolean isOfServer() {
        return ofServer;
    }

    /** Null while there is none. */
    Account account() {
        return account;
    }

    RegistrationState registration() {
        return registration;
    }

    /** Whether calls can be made and come. */
    boolean isReady() {
        return registration.kind() == RegistrationState.Kind.REGISTERED && !leaving;
    }

    void doNotDisturb(boolean on) {
        doNotDisturb = on;
        quiet(on || leaving);
    }

    private void quiet(boolean on) {
        if (running != null) {
            Phone phone = running.phone();
            running.thread().execute(() -> phone.doNotDisturb(on));
        }
    }

    /** How loud the microphone is in a call, 0 to 1. */
    double spoken() {
        return running == null ? 0 : running.spoken().getAsDouble();
    }

    CallTones sounds() {
        return sounds;
    }

    // Its calls.

    /** The one that a key is meant for first: who rings, then who is talked with, then who waits longest. */
    List<CallStatus> calls() {
        List<CallStatus> sorted = new ArrayList<>(calls.values());
        sorted.sort(Comparator.comparingInt(PhoneDesk::rank));
        return sorted;
    }

    private static int rank(CallStatus call) {
        return switch (call.state()) {
            case TALKING -> call.heldHere() ? 3 : 1;
            case RINGING -> 0;
            case ENDED -> 4;
            default -> 2;
        };
    }

    /** Null when it is over. */
    CallStatus call(String id) {
        return calls.get(id);
    }

    /** Whether the account is no longer this person's: who is talked with is talked with to the end, and nobody else is called. */
    boolean isLeaving() {
        return leaving;
    }

    /** Whether it is talked, dialled or rung now: the card of another call does not take its place. */
    boolean isBusy() {
        return !calls.isEmpty();
    }

    /** Does something with the telephone. @param refused given words, on any thread */
    void act(Consumer<Phone> what, Consumer<String> refused) {
        RunningPhone on = running;
        if (on == null) {
            refused.accept(words.text("phone.not.not_registered"));
            return;
        }
        on.thread().execute(() -> {
            try {
                what.accept(on.phone());
            } catch (NotPossible not) {
                refused.accept(words.textOr("phone.not." + not.getMessage(), words.text("phone.not.not_now")));
            }
        });
    }

    static void later(Runnable what) {
        SwingUtilities.invokeLater(what);
    }

    // What the telephone tells.

    private void changed(CallStatus call) {
        boolean isNew = !calls.containsKey(call.id());
        if (call.state() == CallState.ENDED) {
            calls.remove(call.id());
            ended(call);
        } else {
            calls.put(call.id(), call);
            if (isNew) {
                heardThere = false;
            }
        }
        sounds.follow(calls.values(), heardThere);
        if (call.state() == CallState.ANSWERING && call.autoAnswered()) {
            sounds.answeredByItself();
        }
        told.call(call);
        if (calls.isEmpty() && next != null) {
            switchOn(next, true);
        } else if (calls.isEmpty() && leaving) {
            signedOut();
        }
    }

    private void ended(CallStatus call) {
        sounds.over(call, isBusy());
        boolean worthSaying = call.answeredAt() == null || call.ending() == Ending.LOST;
        if (worthSaying) {
            told.say(words.text("phone.over", PhoneText.who(call, words), PhoneText.ending(call, words)), false);
        }
    }

    private void transferIs(String outcome, int code) {
        told.say(words.text("phone.transfer." + outcome, String.valueOf(code)), outcome.equals("failed"));
    }

    /** Where it rings and something is said, the network says it: nothing of ours is played over it. */
    void listen() {
        RunningPhone on = running;
        Collection<CallStatus> ringing = calls.values().stream()
                .filter(call -> call.state() == CallState.RINGING_THERE)
                .toList();
        if (on == null || ringing.isEmpty() || heardThere) {
            return;
        }
        String id = ringing.iterator().next().id();
        on.thread().execute(() -> {
            MediaQuality quality = on.quality().apply(id);
            if (quality != null && quality.received() > 0) {
                later(() -> {
                    heardThere = true;
                    sounds.follow(calls.values(), true);
                });
            }
        });
    }

    /** How the calls sound that go on is told now and then. */
    void askHowItSounds() {
        RunningPhone on = running;
        calls.values().stream()
                .filter(call -> call.state() == CallState.TALKING)
                .map(CallStatus::id)
                .forEach(id -> on.thread().execute(() -> {
                    MediaQuality quality = on.quality().apply(id);
                    if (quality != null) {
                        later(() -> told.sounds(id, quality));
                    }
                }));
    }

    /** From the telephone's thread to the window's; what one that was switched off still tells is dropped. */
    private final class Heard implements PhoneListener {

        private RunningPhone from;

        @Override
        public void registration(RegistrationState state) {
            onWindow(() -> {
                registration = state;
                told.registration();
            });
        }

        @Override
        public void call(CallStatus call) {
            onWindow(() -> changed(call));
        }

        @Override
        public void transfer(String call, String outcome, int code) {
            onWindow(() -> transferIs(outcome, code));
        }

        @Override
        public void trouble(String call, String why) {
            onWindow(() -> told.say(words.textOr("phone.trouble." + why, why), true));
        }

        @Override
        public void messages(MessagesWaiting now) {
            onWindow(() -> told.messages(now));
        }

        @Override
        public void sounded(CallStatus call, MediaQuality quality) {
            onWindow(() -> told.sounded(call, quality));
        }

        private void onWindow(Runnable what) {
            later(() -> {
                if (running == from && running != null) {
                    what.run();
                }
            });
        }
    }
}
