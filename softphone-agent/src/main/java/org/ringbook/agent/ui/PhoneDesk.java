package org.ringbook.agent.ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.Action;
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
 * The telephone of the window: which account it has, what its calls are, and what keys and buttons do with them. It lives apart from the
 * session with the server. On the window's thread; what the telephone tells is handed over to it.
 */
final class PhoneDesk implements CallsPanel.Actions {

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
    private String lastDialled = "";

    /** Who knows whether a number may be called. */
    interface Permission {
        /** @return words why not; empty when it may */
        CompletableFuture<Optional<String>> refusal(String number);
    }

    private Permission permission = number -> CompletableFuture.completedFuture(Optional.empty());

    /** Asked before every call that is made and every call that is handed on. */
    void asksBefore(Permission who) {
        permission = who;
    }

    /** Who shows it. */
    interface Told {
        /** A call is another one than before, or over. */
        void call(CallStatus call);

        /** A telephone with that account begins: its calls have nothing to do with those of the one before. */
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

    private Optional<CallStatus> first(Action action) {
        return calls().stream().filter(call -> call.possible().contains(action)).findFirst();
    }

    /** Whether it is talked, dialled or rung now: the card of another call does not take its place. */
    boolean isBusy() {
        return !calls.isEmpty();
    }

    // What a person does.

    /** @param typed a number as people write it, a link, or a feature code that was typed by hand */
    CompletableFuture<WindowController.Answer> dial(String typed, boolean byHand) {
        String number;
        try {
            number = byHand && typed.strip().matches("[0-9*#]{2,32}")
                    ? typed.strip()
                    : DialText.of(typed).number();
        } catch (IllegalArgumentException notANumber) {
            return CompletableFuture.completedFuture(
                    new WindowController.Answer(false, words.text("dial.not_a_number", typed)));
        }
        var answer = new CompletableFuture<WindowController.Answer>();
        lastDialled = number;
        permitted(
                number,
                phone -> {
                    phone.dial(number);
                    answer.complete(new WindowController.Answer(true, words.text("phone.dials", number)));
                },
                why -> answer.complete(new WindowController.Answer(false, why)));
        return answer;
    }

    /** Does it unless the number may not be called. @param refused given words, on any thread */
    private void permitted(String number, Consumer<Phone> what, Consumer<String> refused) {
        permission
                .refusal(number)
                .thenAccept(refusal -> later(() -> refusal.ifPresentOrElse(refused, () -> act(what, refused))));
    }

    void redial() {
        if (lastDialled.isEmpty()) {
            told.say(words.text("phone.nothing_to_redial"), false);
        } else {
            dial(lastDialled, true).thenAccept(answer -> later(() -> told.say(answer.words(), !answer.accepted())));
        }
    }

    /** @return false when there was nothing to do it with */
    boolean command(String name) {
        return switch (name) {
            case "answer" -> with(Action.ANSWER, this::answer);
            case "hang-up" -> with(Action.REJECT, this::reject) || with(Action.HANG_UP, this::hangUp);
            case "hold" -> with(Action.HOLD, this::hold) || with(Action.RESUME, this::hold);
            case "swap" -> swap();
            case "mute" -> with(Action.MUTE, this::mute) || with(Action.UNMUTE, this::mute);
            case "transfer" -> with(Action.TRANSFER, this::transfer);
            case "join" -> joins();
            case "conference" -> together();
            case "redial" -> {
                redial();
                yield true;
            }
            default -> false;
        };
    }

    private boolean with(Action action, Consumer<String> what) {
        Optional<CallStatus> call = first(action);
        call.ifPresent(one -> what.accept(one.id()));
        return call.isPresent();
    }

    /** Who waits is talked with, and who was talked with waits. */
    private boolean swap() {
        Optional<CallStatus> waiting = calls().stream()
                .filter(call -> call.heldHere() && call.possible().contains(Action.RESUME))
                .findFirst();
        waiting.ifPresent(call -> act(phone -> phone.resume(call.id())));
        return waiting.isPresent();
    }

    private boolean joins() {
        Optional<CallStatus> waiting = calls().stream()
                .filter(call -> call.heldHere() && call.possible().contains(Action.JOIN))
                .findFirst();
        waiting.ifPresent(call -> join(call.id()));
        return waiting.isPresent();
    }

    @Override
    public void answer(String call) {
        act(phone -> phone.answer(call));
    }

    @Override
    public void reject(String call) {
        act(phone -> phone.reject(call));
    }

    @Override
    public void hangUp(String call) {
        act(phone -> phone.hangUp(call));
    }

    @Override
    public void hold(String call) {
        boolean held = calls.containsKey(call) && calls.get(call).heldHere();
        act(phone -> {
            if (held) {
                phone.resume(call);
            } else {
                phone.hold(call);
            }
        });
    }

    @Override
    public void mute(String call) {
        boolean muted = calls.containsKey(call) && calls.get(call).muted();
        act(phone -> phone.mute(call, !muted));
    }

    @Override
    public void digits(String call, String keys) {
        act(phone -> phone.digits(call, keys));
    }

    @Override
    public void transfer(String call) {
        if (calls.containsKey(call)) {
            asksToWhom.accept(calls.get(call), (to, consult) -> handOn(call, to, consult));
        }
    }

    private BiConsumer<CallStatus, TransferDialog.Chosen> asksToWhom = (call, chosen) -> {};

    /** Who asks the person to whom a call goes. */
    void asksToWhom(BiConsumer<CallStatus, TransferDialog.Chosen> asks) {
        asksToWhom = asks;
    }

    private void handOn(String call, String to, boolean consult) {
        String number;
        try {
            number = to.matches("[0-9*#]{2,32}") ? to : DialText.of(to).number();
        } catch (IllegalArgumentException notANumber) {
            told.say(words.text("dial.not_a_number", to), true);
            return;
        }
        permitted(
                number,
                phone -> {
                    if (consult) {
                        phone.dial(number);
                    } else {
                        phone.transfer(call, number);
                    }
                },
                why -> later(() -> told.say(why, true)));
    }

    @Override
    public void join(String call) {
        calls().stream()
                .filter(other -> !other.id().equals(call) && !other.heldHere())
                .filter(other -> other.state() == CallState.TALKING || other.state() == CallState.RINGING_THERE)
                .findFirst()
                .ifPresent(second -> act(phone -> phone.join(call, second.id())));
    }

    @Override
    public void conference(String call) {
        calls().stream()
                .filter(other -> !other.id().equals(call) && other.state() == CallState.TALKING)
                .findFirst()
                .ifPresent(second -> act(phone -> phone.conference(call, second.id())));
    }

    /** Talks with both at once; or, of those, with the one who was called last alone. */
    private boolean together() {
        Optional<CallStatus> first = calls.values().stream()
                .filter(call -> call.together() && call.possible().contains(Action.HOLD))
                .findFirst();
        if (first.isPresent()) {
            hold(first.get().id());
            return true;
        }
        Optional<CallStatus> waiting = calls().stream()
                .filter(call -> call.heldHere() && call.possible().contains(Action.CONFERENCE))
                .findFirst();
        waiting.ifPresent(call -> conference(call.id()));
        return waiting.isPresent();
    }

    private void act(Consumer<Phone> what) {
        act(what, why -> later(() -> told.say(why, true)));
    }

    /** @param refused given words, on any thread */
    private void act(Consumer<Phone> what, Consumer<String> refused) {
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

    private static void later(Runnable what) {
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
