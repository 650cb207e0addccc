package org.ringbook.agent.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.calls.DialText;
import org.ringbook.agent.server.Messages;
import org.ringbook.agent.server.ServerMessage;
import org.ringbook.agent.ui.WindowController.Answer;
import org.ringbook.agent.words.Words;

/** What is typed, clicked or asked for by another program becomes a call, and is said. On the window's thread unless it says otherwise. */
final class Dialling {

    private static final long COLLEAGUES_NANOS = 60_000_000_000L;

    private final Words words;
    private final AgentWindow window;
    private final CurrentSession session;
    private final PhoneCommands phone;
    private final CardStack cards;
    private final Calling calling;
    private final ContactSearch contacts;
    private List<ServerMessage.Colleague> colleagues = List.of();
    private long colleaguesAskedAt;

    Dialling(
            Words words,
            AgentWindow window,
            CurrentSession session,
            PhoneCommands phone,
            CardStack cards,
            Calling calling,
            ContactSearch contacts) {
        this.words = words;
        this.window = window;
        this.session = session;
        this.phone = phone;
        this.cards = cards;
        this.calling = calling;
        this.contacts = contacts;
        contacts.found(this::knowPeople);
    }

    /** For a second start of the program; what comes of it is shown in the window too. Any thread. */
    CompletableFuture<Answer> dialFor(String typed) {
        var answer = new CompletableFuture<Answer>();
        SwingUtilities.invokeLater(() -> {
            if (isAbroad(typed)) {
                offerAbroad(typed, answer);
            } else {
                ask(typed, null, false).thenAccept(answer::complete);
            }
        });
        return answer;
    }

    /** A click on a page that somebody else has written costs nothing until the person says so. */
    private void offerAbroad(String typed, CompletableFuture<Answer> answer) {
        String number = DialText.of(typed).number();
        window.rise();
        window.dial.offer(number);
        String asks = words.text("dial.abroad", number);
        window.say(asks, false);
        answer.complete(new Answer(false, asks));
    }

    /** As far as can be told here: not of +7, or by the prefix of calls abroad. */
    private static boolean isAbroad(String typed) {
        try {
            String number = DialText.of(typed).number();
            return number.startsWith("+") ? !number.startsWith("+7") : number.matches("(810|00)[0-9]{6,}");
        } catch (IllegalArgumentException notANumber) {
            return false;
        }
    }

    void dial(String typed, String from) {
        ask(window.dial.number(typed), from, true)
                .thenAccept(answer -> SwingUtilities.invokeLater(() -> {
                    if (answer.accepted()) {
                        window.dial.clear();
                    }
                }));
    }

    /** The program's own telephone dials where there is one that can; else the server rings one of the person's. */
    private CompletableFuture<Answer> ask(String typed, String from, boolean byHand) {
        window.say(words.text("dial.sending", typed.strip()), false);
        var asked = phone.isReady() ? phone.dial(typed, byHand) : calling.ask(session.connected(), typed, from);
        asked.thenAccept(answer -> SwingUtilities.invokeLater(() -> window.say(answer.words(), !answer.accepted())));
        return asked;
    }

    /**
     * Somebody types a name: whom it may mean is who called today, the colleagues, who are asked for once in a while, and the company's
     * contacts.
     */
    void namesWanted(String typed) {
        knowPeople();
        long now = System.nanoTime();
        boolean stale = colleaguesAskedAt == 0 || now - colleaguesAskedAt > COLLEAGUES_NANOS;
        if (stale && session.send(Messages.colleagues())) {
            colleaguesAskedAt = now;
        }
        contacts.wanted(typed);
    }

    void colleagues(List<ServerMessage.Colleague> now) {
        colleagues = now;
        knowPeople();
    }

    private void knowPeople() {
        List<DialSuggestions.Person> known = new ArrayList<>();
        colleagues.stream()
                .map(one -> new DialSuggestions.Person(one.name(), one.extension()))
                .forEach(known::add);
        cards.history().stream()
                .filter(card -> card.callBack() != null && !card.candidates().isEmpty())
                .map(card -> new DialSuggestions.Person(CardText.title(card, words), card.callBack()))
                .filter(one -> !known.contains(one))
                .forEach(known::add);
        contacts.people().stream().filter(one -> !known.contains(one)).forEach(known::add);
        window.dial.people(known);
    }

    void takeNumber(Card card) {
        if (card.callBack() != null) {
            window.dial.offer(card.callBack());
        }
    }
}
