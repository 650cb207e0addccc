package org.ringbook.agent.ui;

import java.net.URI;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.words.Words;

/** What the person does with a card: where it is the telephone's call the telephone does it, else the server. On the window's thread. */
final class CardWork implements CardPanel.Actions {

    private final Words words;
    private final AgentWindow window;
    private final CurrentSession session;
    private final CardStack cards;
    private final PhoneCommands phone;
    private final CallControl control;
    private final Dialling dialling;
    private final Notes notes;
    private final Runnable changed;

    /** @param changed called when another card lies on top */
    CardWork(
            Words words,
            AgentWindow window,
            CurrentSession session,
            CardStack cards,
            PhoneCommands phone,
            CallControl control,
            Dialling dialling,
            Notes notes,
            Runnable changed) {
        this.words = words;
        this.window = window;
        this.session = session;
        this.cards = cards;
        this.phone = phone;
        this.control = control;
        this.dialling = dialling;
        this.notes = notes;
        this.changed = changed;
    }

    @Override
    public void callBack(Card card) {
        dialling.dial(card.callBack(), null);
    }

    @Override
    public void pauseRecording(Card card, boolean paused) {
        session.send(Messages.pauseRecording(card.callId(), paused));
    }

    @Override
    public void command(Card card, String command) {
        control.command(card, command);
    }

    @Override
    public void transfer(Card card) {
        control.transfer(card);
    }

    @Override
    public void followUp(Card card, String command) {
        control.followUp(card, command);
    }

    @Override
    public void note(Card card) {
        notes.write(card);
    }

    /** Of the call that is talked in, or was a moment ago. */
    void noteFirst() {
        cards.worthNoting().ifPresentOrElse(notes::write, () -> window.say(words.text("note.nothing"), false));
    }

    void transferFirst() {
        if (!phone.command("transfer")) {
            control.transfer(cards.top());
        }
    }

    void pickUp() {
        control.pickUp();
    }

    void hangUpFirst() {
        if (phone.command("hang-up")) {
            return;
        }
        Card top = cards.top();
        if (top != null && top.can("hang_up")) {
            control.command(top, "hang-up");
        }
    }

    @Override
    public void choose(Card card) {
        cards.choose(card);
        changed.run();
    }

    @Override
    public void open(Card card, Card.Candidate candidate) {
        browse(Links.of(card, candidate, session.links(), session.server()));
    }

    void openWorkspace() {
        browse(session.server() == null ? null : session.server().base());
    }

    void browse(URI address) {
        if (address != null && !Links.browse(address)) {
            window.say(words.text("browser.failed", address), true);
        }
    }

    void dismissFirst() {
        Card top = cards.top();
        if (top != null) {
            dismiss(top);
        }
    }

    @Override
    public void dismiss(Card card) {
        cards.putAway(card);
        if (!card.ended() && !card.ofTelephone()) {
            session.send(Messages.dismissed(card.callId()));
        }
        changed.run();
    }
}
