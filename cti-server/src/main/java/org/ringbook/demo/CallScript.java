package org.ringbook.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The course of one call, told as it happens on the telephone:
 *
 * <pre>{@code
 * trunkCalls("+74957770001", "+79161112233")
 *         .rings("101")
 *         .after(Duration.ofSeconds(4)).answers()
 *         .after(Duration.ofSeconds(20)).callerHangsUp();
 * }</pre>
 *
 * Unchangeable: each verb gives a longer script, and one script may be played many times. A script that ends before the
 * call does leaves the call standing. A verb that does not fit what is going on ends the call when its turn comes.
 */
public final class CallScript {

    record Step(Duration after, Set<String> people, Consumer<LiveCall> act) {}

    private final List<Step> steps;
    private final Duration pause;

    private CallScript(List<Step> steps, Duration pause) {
        this.steps = steps;
        this.pause = pause;
    }

    /** A course for a call that is already there. */
    static CallScript goesOn() {
        return new CallScript(List.of(), Duration.ZERO);
    }

    /** @param line our number, E.164 @param customer number of the caller, E.164 */
    public static CallScript trunkCalls(String line, String customer) {
        var party = new Party(customer.substring(1), null);
        return goesOn().then(Set.of(), call -> call.trunkBegins(line.substring(1), party));
    }

    /** Somebody who hides their number. */
    public static CallScript withheldCalls(String line) {
        var party = new Party("anonymous", "Anonymous");
        return goesOn().then(Set.of(), call -> call.trunkBegins(line.substring(1), party));
    }

    /** One of ours dials. @param number an extension, or an outside number, E.164 */
    public static CallScript personCalls(String extension, String number) {
        var dialled = number.startsWith("+7") ? "8" + number.substring(2) : number;
        return goesOn().then(Set.of(extension), call -> call.personDials(extension, dialled));
    }

    /** Time passes before the next verb. */
    public CallScript after(Duration time) {
        return new CallScript(steps, pause.plus(time));
    }

    /** The caller is put through to these telephones, all at once. */
    public CallScript rings(String... extensions) {
        return then(
                new HashSet<>(Arrays.asList(extensions)),
                call -> Arrays.stream(extensions).forEach(extension -> call.dialing.ring(call.lead, extension)));
    }

    /** The caller waits in the queue, which rings all its members who are free. */
    public CallScript queues() {
        return then(Set.of(), call -> call.queueing.joins());
    }

    /** Who was rung first answers: a telephone, or the outside. */
    public CallScript answers() {
        return then(Set.of(), call -> call.answers(null));
    }

    public CallScript answers(String extension) {
        return then(Set.of(extension), call -> call.answers(extension));
    }

    /** Nobody answers in time; the caller stays. */
    public CallScript ringsOut() {
        return then(Set.of(), call -> call.dialing.ringsOut());
    }

    /** Nobody is left to ring, and the exchange ends the call. */
    public CallScript endsUnanswered() {
        return then(Set.of(), call -> call.endings.dialplanEnds(Causes.NO_ANSWER, null));
    }

    /** Who was rung first is busy. */
    public CallScript isBusy() {
        return then(Set.of(), call -> call.endings.busy(call.attempt(any -> true)));
    }

    /**
     * The carrier does not take the call.
     *
     * @param status as Dial tells it
     * @param cause of the hang-up, and the SIP code from which it came
     */
    CallScript fails(String status, int cause, int sipCode) {
        return then(Set.of(), call -> call.endings.fails(call.attempt(any -> true), status, cause, sipCode));
    }

    /** Who began the call, or was transferred, puts down: while talking, ringing or waiting. */
    public CallScript callerHangsUp() {
        return then(Set.of(), call -> call.endings.hangsUp(call.lead));
    }

    /** Whom the caller talks to puts down. */
    public CallScript calledHangsUp() {
        return then(Set.of(), call -> call.endings.hangsUp(call.called()));
    }

    public CallScript customerHangsUp() {
        return then(Set.of(), call -> call.endings.hangsUp(call.customer()));
    }

    public CallScript hangsUp(String extension) {
        return then(Set.of(extension), call -> call.endings.hangsUp(call.talking(extension)));
    }

    public CallScript holds(String extension) {
        return then(Set.of(extension), call -> call.holding.holds(call.talking(extension)));
    }

    public CallScript resumes(String extension) {
        return then(Set.of(extension), call -> call.holding.resumes(call.talking(extension)));
    }

    /** The agent hands the caller over without a word; the other telephone rings. */
    public CallScript blindTransfer(String agent, String to) {
        return then(Set.of(agent, to), call -> call.transfers.blind(call.talking(agent), to));
    }

    /** The agent asks a colleague while the caller hears music; the colleague's telephone rings. */
    public CallScript consults(String agent, String colleague) {
        return then(Set.of(agent, colleague), call -> call.consulting.asks(call.talking(agent), colleague));
    }

    /** The agent leaves the caller and the colleague to each other. */
    public CallScript completesTransfer() {
        return then(Set.of(), call -> call.consulting.completes());
    }

    private CallScript then(Set<String> people, Consumer<LiveCall> act) {
        var longer = new ArrayList<>(steps);
        longer.add(new Step(pause, people, act));
        return new CallScript(List.copyOf(longer), Duration.ZERO);
    }

    List<Step> steps() {
        return steps;
    }
}
