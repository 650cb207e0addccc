package org.ringbook.agent.phone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A telephone with a PBX of paper: what it is asked for and what it shows is written down. */
abstract class PhoneStories implements Signalling, PhoneListener {

    static final Party MARIA = new Party("+79161112233", "Мария");
    static final Party IVAN = new Party("+79035550001", "");

    final List<String> asked = new ArrayList<>();
    final List<CallStatus> shown = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();
    final List<Runnable> laters = new ArrayList<>();
    final List<String> sounded = new ArrayList<>();
    final List<MessagesWaiting> mailbox = new ArrayList<>();
    final Phone phone = new Phone(
            this,
            this,
            Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC),
            (Duration wait, Runnable what) -> laters.add(what));

    PhoneStories() {
        phone.registrationIs(new RegistrationState(RegistrationState.Kind.REGISTERED, null, 300));
    }

    String rings(Party party) {
        return phone.incoming(party, "sip-" + party.number(), null, id -> {});
    }

    String talksTo(Party party) {
        String id = rings(party);
        phone.answer(id);
        phone.established(id);
        return id;
    }

    String talksHavingDialled(String number) {
        String id = phone.dial(number);
        phone.ringsThere(id);
        phone.established(id);
        return id;
    }

    CallStatus last(String id) {
        return shown.stream()
                .filter(call -> call.id().equals(id))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Override
    public void invite(String call, String number) {
        asked.add("invite " + call + " " + number);
    }

    @Override
    public void accept(String call) {
        asked.add("accept " + call);
    }

    @Override
    public void refuse(String call, int code) {
        asked.add("refuse " + call + " " + code);
    }

    @Override
    public void end(String call) {
        asked.add("end " + call);
    }

    @Override
    public void hold(String call, boolean on) {
        asked.add((on ? "hold " : "resume ") + call);
    }

    @Override
    public void mute(String call, boolean on) {
        asked.add((on ? "mute " : "unmute ") + call);
    }

    @Override
    public void digits(String call, String keys) {
        asked.add("digits " + call + " " + keys);
    }

    @Override
    public void transfer(String call, String number) {
        asked.add("transfer " + call + " " + number);
    }

    @Override
    public void join(String call, String second) {
        asked.add("join " + call + " " + second);
    }

    @Override
    public void mix(String call, String second, boolean on) {
        asked.add((on ? "mix " : "part ") + call + " " + second);
    }

    @Override
    public void registration(RegistrationState state) {}

    @Override
    public void call(CallStatus call) {
        shown.add(call);
    }

    @Override
    public void transfer(String call, String outcome, int code) {
        troubles.add("transfer " + outcome);
    }

    @Override
    public void trouble(String call, String why) {
        troubles.add(why);
    }

    @Override
    public void sounded(CallStatus call, MediaQuality quality) {
        sounded.add(call.id());
    }

    @Override
    public void messages(MessagesWaiting now) {
        mailbox.add(now);
    }
}
