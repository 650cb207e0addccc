package org.ringbook.agent.ui;

import java.time.Instant;
import java.util.List;
import org.ringbook.agent.phone.Account;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.MediaQuality;
import org.ringbook.agent.phone.MessagesWaiting;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.words.Words;

/** What the telephone tells, for the window and for the server. On the window's thread. */
final class PhoneNews implements PhoneDesk.Told {

    private final Words words;
    private final CurrentSession session;
    private Parts parts;

    /**
     * Whom it tells.
     *
     * @param changed called when something is to be shown anew
     * @param off called when there is no telephone any more
     */
    record Parts(
            AgentWindow window,
            PhoneDesk phone,
            PhoneCommands commands,
            PhoneView view,
            Notices notices,
            Runnable abilities,
            Runnable changed,
            Runnable off) {}

    PhoneNews(Words words, CurrentSession session) {
        this.words = words;
        this.session = session;
    }

    /** Before the telephone begins. */
    void tells(Parts whom) {
        parts = whom;
    }

    @Override
    public void call(CallStatus call) {
        boolean rings = parts.view().changed(call, session.isConnected());
        if (rings) {
            parts.window().rise();
            parts.window().attention();
            parts.notices().rings(parts.view().who(call), call.party().number());
        }
        parts.notices().ringing(parts.phone().calls());
        answersItself();
        parts.changed().run();
    }

    @Override
    public void begins() {
        parts.view().begins();
    }

    @Override
    public void registration() {
        changed();
        if (!parts.phone().isOn()) {
            parts.off().run();
        }
        parts.changed().run();
    }

    void changed() {
        AgentWindow window = parts.window();
        PhoneDesk phone = parts.phone();
        Account account = phone.account();
        window.card.besideTelephone(account != null);
        window.status.phone(phone.registration(), account == null ? null : account.user());
        if (account == null) {
            window.status.messages(new MessagesWaiting(false, 0, 0));
        }
        window.status.server(session.isWanted() || !phone.isOn());
        if (!session.isWanted() && account != null) {
            window.header.person(account.user(), List.of());
        }
        if (account != null) {
            session.send(Messages.telephoneState(account.user(), phone.isReady() && isOurs(account)));
        }
        parts.notices().lamp(PhoneText.tone(phone.registration()), account != null);
        parts.abilities().run();
    }

    private boolean isOurs(Account account) {
        return session.extensions().contains(account.user());
    }

    @Override
    public void say(String text, boolean wrong) {
        parts.window().say(text, wrong);
    }

    @Override
    public void messages(MessagesWaiting now) {
        parts.window().status.messages(now);
    }

    @Override
    public void sounds(String call, MediaQuality quality) {
        parts.window().calls.sounds(call, PhoneText.quality(quality, words));
    }

    @Override
    public void sounded(CallStatus call, MediaQuality quality) {
        Account account = parts.phone().account();
        if (account != null && isOurs(account) && call.sip() != null) {
            session.send(QualityReport.of(call, quality, account.user(), Instant.now()));
        }
    }

    /** What the person asked for rings here first: it is taken without another click. Only a PBX that asks for it may ring so. */
    void answersItself() {
        parts.view().ownLegs().forEach(parts.commands()::answer);
    }
}
