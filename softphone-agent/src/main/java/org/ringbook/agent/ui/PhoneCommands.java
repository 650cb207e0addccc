package org.ringbook.agent.ui;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.phone.Action;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Phone;
import org.ringbook.agent.words.Words;

/** What keys and buttons do with the window's telephone. On the window's thread. */
final class PhoneCommands implements CallsPanel.Actions {

    private final Words words;
    private final PhoneDesk desk;
    private final BiConsumer<String, Boolean> say;
    private String lastDialled = "";

    /** @param say shows words, and whether something is wrong */
    PhoneCommands(Words words, PhoneDesk desk, BiConsumer<String, Boolean> say) {
        this.words = words;
        this.desk = desk;
        this.say = say;
    }

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

    boolean isReady() {
        return desk.isReady();
    }

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
        if (desk.isLeaving()) {
            return CompletableFuture.completedFuture(
                    new WindowController.Answer(false, words.text("phone.not.leaving")));
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
                .thenAccept(refusal ->
                        PhoneDesk.later(() -> refusal.ifPresentOrElse(refused, () -> desk.act(what, refused))));
    }

    void redial() {
        if (lastDialled.isEmpty()) {
            say.accept(words.text("phone.nothing_to_redial"), false);
        } else {
            dial(lastDialled, true)
                    .thenAccept(answer -> PhoneDesk.later(() -> say.accept(answer.words(), !answer.accepted())));
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
        Optional<CallStatus> waiting = desk.calls().stream()
                .filter(call -> call.heldHere() && call.possible().contains(Action.RESUME))
                .findFirst();
        waiting.ifPresent(call -> act(phone -> phone.resume(call.id())));
        return waiting.isPresent();
    }

    private boolean joins() {
        Optional<CallStatus> waiting = desk.calls().stream()
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
        boolean held = desk.call(call) != null && desk.call(call).heldHere();
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
        boolean muted = desk.call(call) != null && desk.call(call).muted();
        act(phone -> phone.mute(call, !muted));
    }

    @Override
    public void digits(String call, String keys) {
        act(phone -> phone.digits(call, keys));
    }

    @Override
    public void transfer(String call) {
        if (desk.call(call) != null) {
            asksToWhom.accept(desk.call(call), (to, consult) -> handOn(call, to, consult));
        }
    }

    private BiConsumer<CallStatus, TransferDialog.Chosen> asksToWhom = (call, chosen) -> {};

    /** Who asks the person to whom a call goes. */
    void asksToWhom(BiConsumer<CallStatus, TransferDialog.Chosen> asks) {
        asksToWhom = asks;
    }

    /** @param consult whether the other one is asked first; that is a call of its own */
    void handOn(String call, String to, boolean consult) {
        if (consult && desk.isLeaving()) {
            say.accept(words.text("phone.not.leaving"), true);
            return;
        }
        String number;
        try {
            number = to.matches("[0-9*#]{2,32}") ? to : DialText.of(to).number();
        } catch (IllegalArgumentException notANumber) {
            say.accept(words.text("dial.not_a_number", to), true);
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
                why -> PhoneDesk.later(() -> say.accept(why, true)));
    }

    @Override
    public void join(String call) {
        desk.calls().stream()
                .filter(other -> !other.id().equals(call) && !other.heldHere())
                .filter(other -> other.state() == CallState.TALKING || other.state() == CallState.RINGING_THERE)
                .findFirst()
                .ifPresent(second -> act(phone -> phone.join(call, second.id())));
    }

    @Override
    public void conference(String call) {
        desk.calls().stream()
                .filter(other -> !other.id().equals(call) && other.state() == CallState.TALKING)
                .findFirst()
                .ifPresent(second -> act(phone -> phone.conference(call, second.id())));
    }

    /** Talks with both at once; or, of those, with the one who was called last alone. */
    private boolean together() {
        Optional<CallStatus> first = desk.calls().stream()
                .filter(call -> call.together() && call.possible().contains(Action.HOLD))
                .findFirst();
        if (first.isPresent()) {
            hold(first.get().id());
            return true;
        }
        Optional<CallStatus> waiting = desk.calls().stream()
                .filter(call -> call.heldHere() && call.possible().contains(Action.CONFERENCE))
                .findFirst();
        waiting.ifPresent(call -> conference(call.id()));
        return waiting.isPresent();
    }

    private Optional<CallStatus> first(Action action) {
        return desk.calls().stream()
                .filter(call -> call.possible().contains(action))
                .findFirst();
    }

    private void act(Consumer<Phone> what) {
        desk.act(what, why -> PhoneDesk.later(() -> say.accept(why, true)));
    }
}
