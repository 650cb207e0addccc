package org.ringbook.agents.line;

import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agents.Words;
import org.ringbook.staff.StaffMember;

/**
 * One connected screen: reads what it says, and tells it what happens to its person. Messages are read on one thread at
 * a time.
 */
final class Screen {

    static final int LONGEST_MESSAGE = 64 * 1024;

    private final Supplier<StaffMember> member;
    private final Line line;
    private final Outbox outbox;
    private final Gate gate;
    private final Runnable close;
    private final Traffic traffic = new Traffic();
    private final StringBuilder part = new StringBuilder();
    private boolean tooLong;
    private String language;
    private String kind = "unknown";
    private PopUps.Subscription subscription;

    /** What all screens share. */
    record Line(
            PopUps popUps,
            Presence presence,
            Dialling dialling,
            Pausing pausing,
            Map<String, String> links,
            Clock clock) {}

    /**
     * @param member who is signed in, as the staff list has them at this moment
     * @param close ends the connection because the screen misbehaves; must not block
     */
    Screen(Supplier<StaffMember> member, String language, Line line, Outbox outbox, Runnable close) {
        this.member = member;
        this.language = language;
        this.line = line;
        this.outbox = outbox;
        this.gate = new Gate(outbox);
        this.close = close;
    }

    /**
     * Joins, and tells who the person is and what rings now, before anything that happens later.
     *
     * @param join run before the beginning is told: from then on the screen is told what changes
     */
    void open(Runnable join) {
        StaffMember who = member.get();
        subscription = line.popUps().subscribe(who.id(), event -> gate.pass(out -> out.tell(event)));
        join.run();
        var now = line.clock().instant();
        outbox.tell(ServerMessage.welcome(who, line.presence().of(who.id()), line.links(), now));
        outbox.tell(ServerMessage.ringingNow(subscription.open(), now));
        gate.open();
    }

    void closed() {
        outbox.close();
        if (subscription != null) {
            subscription.close();
        }
    }

    void presence(Presence.Status now) {
        String text = ServerMessage.presence(now);
        gate.pass(out -> out.tell(text));
    }

    /** @param last false when more of the same message follows */
    void heard(String text, boolean last) {
        if (part.length() + text.length() > LONGEST_MESSAGE) {
            tooLong = true;
            part.setLength(0);
        }
        if (!tooLong) {
            part.append(text);
        }
        if (last) {
            String whole = part.toString();
            part.setLength(0);
            boolean refused = tooLong;
            tooLong = false;
            take(refused ? null : whole);
        }
    }

    void heardBinary() {
        misread("binary", words().text("error.binary"));
    }

    /** @param text null when it was too long */
    private void take(String text) {
        if (!traffic.maySpeak(System.nanoTime())) {
            var limits = new Object[] {"" + Traffic.MOST_MESSAGES, "" + Traffic.WINDOW_SECONDS};
            outbox.tell(ServerMessage.error("too_many", words().text("error.too_many", limits)));
            close.run();
        } else if (text == null) {
            misread("too_long", words().text("error.too_long", "" + LONGEST_MESSAGE));
        } else {
            read(text);
        }
    }

    private void read(String text) {
        try {
            obey(ClientMessage.read(text));
        } catch (ClientMessage.Misread e) {
            if (e.field() == null) {
                misread("garbage", words().text("error.garbage"));
            } else {
                misread("bad_field", words().text("error.bad_field", e.field(), e.expected()));
            }
        }
    }

    private void obey(ClientMessage message) {
        StaffMember who = member.get();
        if (!who.active()) {
            close.run();
            return;
        }
        if (message instanceof ClientMessage.Hello hello) {
            kind = hello.client();
            language = hello.language() == null ? language : hello.language();
        } else if (message instanceof ClientMessage.Dial dial) {
            line.dialling().dial(who, dial, language, outbox::tell);
        } else if (message instanceof ClientMessage.PauseRecording wish) {
            line.pausing().pause(who, wish, language, outbox::tell);
        } else if (message instanceof ClientMessage.SetPresence chosen) {
            line.presence().choose(who.id(), chosen.state());
        } else if (message instanceof ClientMessage.CardShown shown) {
            line.popUps().shown(who.id(), shown.callId(), kind);
        } else if (message instanceof ClientMessage.Dismissed dismissed) {
            line.popUps().dismiss(who.id(), dismissed.callId());
        } else if (message instanceof ClientMessage.Ping ping) {
            outbox.tell(ServerMessage.pong(ping.id()));
        }
    }

    private void misread(String code, String words) {
        outbox.tell(ServerMessage.error(code, words));
        if (!traffic.misread()) {
            close.run();
        }
    }

    private Words words() {
        return Words.in(language);
    }
}
