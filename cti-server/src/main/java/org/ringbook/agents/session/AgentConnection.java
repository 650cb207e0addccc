package org.ringbook.agents.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ringbook.agents.Colleagues;
import org.ringbook.agents.Pauses;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agents.Words;
import org.ringbook.control.Entrance;
import org.ringbook.staff.StaffMember;

/**
 * One connection of one of our people: a program or a page that reads messages here, and is sent what happens to its person. Messages are read on one thread at
 * a time.
 */
final class AgentConnection {

    static final int LONGEST_MESSAGE = 64 * 1024;

    private final Supplier<StaffMember> member;
    private final Shared shared;
    private final Outbox outbox;
    private final WelcomeBuffer welcome;
    private final Runnable close;
    private final MessageLimit limit = new MessageLimit();
    private final StringBuilder part = new StringBuilder();
    private boolean tooLong;
    private String language;
    private String kind = "unknown";
    private PopUps.Subscription subscription;
    private final boolean mayBeTelephone;
    /** Whether it asked for the account of its person's telephone: it is told when that changes. */
    private volatile boolean asksTelephone;

    private boolean isTelephone;
    private boolean closed;

    /** What all connections share. */
    record Shared(
            PopUps popUps,
            Presence presence,
            Pauses pauses,
            Dialling dialling,
            Pausing pausing,
            Commanding commanding,
            Colleagues colleagues,
            CallQualityReports sounds,
            TelephoneAccounts telephones,
            Map<String, String> links,
            Clock clock) {}

    /**
     * @param member who is signed in, as the staff list has them at this moment
     * @param mayBeTelephone whether it may have the account of its person's telephone: the person has signed in themselves
     * @param close ends the connection because the client misbehaves; must not block
     */
    AgentConnection(
            Supplier<StaffMember> member,
            String language,
            Shared shared,
            Outbox outbox,
            boolean mayBeTelephone,
            Runnable close) {
        this.member = member;
        this.mayBeTelephone = mayBeTelephone;
        this.language = language;
        this.shared = shared;
        this.outbox = outbox;
        this.welcome = new WelcomeBuffer(outbox);
        this.close = close;
    }

    /**
     * Joins, and sends who the person is and what rings now, before anything that happens later.
     *
     * @param resume ticket for coming back without a password, told once; null for none
     * @param join run before the beginning is sent: from then on what changes reaches the client
     */
    void open(String resume, Runnable join) {
        StaffMember who = member.get();
        subscription = shared.popUps().subscribe(who.id(), event -> welcome.pass(out -> out.send(event)));
        join.run();
        var now = shared.clock().instant();
        outbox.send(ServerMessage.welcome(who, shared.presence().of(who.id()), shared.links(), resume, now));
        outbox.send(ServerMessage.ringingNow(subscription.open(), now));
        if (shared.popUps().hasPages(who.id())) {
            outbox.send(ServerMessage.screens(true));
        }
        welcome.open();
    }

    void closed() {
        telephone(false, true);
        outbox.close();
        if (subscription != null) {
            subscription.close();
        }
    }

    /** @param over the connection is closed, and nothing changes after */
    private synchronized void telephone(boolean ready, boolean over) {
        if (!closed && ready != isTelephone) {
            isTelephone = ready;
            shared.popUps().telephones(member.get().id(), ready ? 1 : -1);
        }
        closed |= over;
    }

    /** Somebody's account may be another one now. */
    void accountsChanged() {
        if (asksTelephone) {
            tellAccount(member.get());
        }
    }

    private void tellAccount(StaffMember who) {
        if (mayBeTelephone) {
            shared.telephones().tell(who, language, text -> welcome.pass(out -> out.send(text)));
        } else {
            send(ServerMessage.telephone(null, words().text("telephone.token")));
        }
    }

    void pages(boolean open) {
        String text = ServerMessage.screens(open);
        welcome.pass(out -> out.send(text));
    }

    /** Something for its person that waits for no answer. */
    void send(String text) {
        welcome.pass(out -> out.send(text));
    }

    void presence(Presence.Status now) {
        String text = ServerMessage.presence(now);
        welcome.pass(out -> out.send(text));
    }

    /** @param last false when more of the same message follows */
    void received(String text, boolean last) {
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

    void receivedBinary() {
        misread("binary", words().text("error.binary"));
    }

    /** @param text null when it was too long */
    private void take(String text) {
        if (!limit.maySpeak(System.nanoTime())) {
            var limits = new Object[] {"" + MessageLimit.MOST_MESSAGES, "" + MessageLimit.WINDOW_SECONDS};
            outbox.send(ServerMessage.error("too_many", words().text("error.too_many", limits)));
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
            shared.dialling().dial(who, dial, language, outbox::send);
        } else if (message instanceof ClientMessage.PauseRecording wish) {
            shared.pausing().pause(who, wish, language, outbox::send);
        } else if (message instanceof ClientMessage.Command command) {
            shared.commanding().tell(who, command.wish(), language, outbox::send);
        } else if (message instanceof ClientMessage.AskColleagues) {
            outbox.send(ServerMessage.colleagues(
                    shared.colleagues().of(who), shared.clock().instant()));
        } else if (message instanceof ClientMessage.SoundQuality told) {
            shared.sounds().keep(who, told);
        } else if (message instanceof ClientMessage.AskTelephone) {
            asksTelephone = true;
            tellAccount(who);
        } else if (message instanceof ClientMessage.TelephoneState state) {
            telephone(state.ready(), false);
        } else if (message instanceof ClientMessage.SetPresence chosen) {
            choose(who, chosen);
        } else if (message instanceof ClientMessage.CardShown shown) {
            shared.popUps().shown(who.id(), shown.callId(), kind);
        } else if (message instanceof ClientMessage.Dismissed dismissed) {
            shared.popUps().dismiss(who.id(), dismissed.callId());
        } else if (message instanceof ClientMessage.Ping ping) {
            outbox.send(ServerMessage.pong(ping.id()));
        }
    }

    private void choose(StaffMember who, ClientMessage.SetPresence chosen) {
        List<String> reasons = shared.pauses().reasons();
        if (chosen.reason() != null && !reasons.contains(chosen.reason())) {
            throw new ClientMessage.Misread("reason", String.join(", ", reasons));
        }
        shared.pauses().choose(who, chosen.state(), chosen.reason(), Entrance.SESSION);
    }

    private void misread(String code, String words) {
        outbox.send(ServerMessage.error(code, words));
        if (!limit.misread()) {
            close.run();
        }
    }

    private Words words() {
        return Words.in(language);
    }
}
