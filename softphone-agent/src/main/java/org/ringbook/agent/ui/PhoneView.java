package org.ringbook.agent.ui;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.words.Words;

/** The calls of the telephone beside the cards: a call and the server's card of it are one thing to look at. On the window's thread. */
final class PhoneView {

    private final Words words;
    private final AgentWindow window;
    private final CardStack cards;
    private final PhoneDesk phone;
    private PhoneCards joined;
    private int runs;
    private final Set<String> answered = new HashSet<>();

    PhoneView(Words words, AgentWindow window, CardStack cards, PhoneDesk phone) {
        this.words = words;
        this.window = window;
        this.cards = cards;
        this.phone = phone;
        begins();
    }

    /** Another telephone: its calls have the same ids, and are others. */
    void begins() {
        joined = new PhoneCards(String.valueOf(++runs), cards::byServersClock);
        answered.clear();
        // Of those nobody tells an end any more.
        cards.history().stream()
                .filter(card -> card.ofTelephone() && !card.ended())
                .forEach(card -> cards.take(card.endedUnseen(), false, one -> {}));
    }

    /** Nobody is signed in any more, and the server's cards are gone with them. */
    void aloneNow() {
        joined.alone();
        cardsChanged();
    }

    /**
     * @param connected whether the server tells of calls now
     * @return whether it began to ring
     */
    boolean changed(CallStatus call, boolean connected) {
        boolean rang = joined.knows(call.id());
        take(joined.changed(call, cards.history(), Instant.now()));
        Card card = cards.find(joined.idOfCard(call.id()));
        boolean talkedWith = call.state() == CallState.TALKING && !call.heldHere();
        if (card != null && (talkedWith || call.state() == CallState.RINGING && !rang)) {
            cards.choose(card);
        }
        if (call.state() == CallState.ENDED && !connected && card != null && !card.ended()) {
            // Nobody else tells that it is over.
            cards.take(card.endedUnseen(), false, one -> {});
        }
        return call.state() == CallState.RINGING && !rang;
    }

    void cardsChanged() {
        take(joined.join(cards.history(), Instant.now()));
    }

    private void take(PhoneCards.Outcome outcome) {
        outcome.dropped().forEach(cards::drop);
        for (Card own : outcome.own()) {
            Card before = cards.find(own.callId());
            if (!own.equals(before)) {
                boolean pops = before == null && !own.ended();
                cards.take(own, pops, card -> {});
            }
        }
    }

    /** Calls that ring here because the person asked the server to dial; each once. */
    List<String> ownLegs() {
        return phone.calls().stream()
                .filter(call -> {
                    Card card = cards.find(joined.idOfCard(call.id()));
                    return card != null
                            && !card.ofTelephone()
                            && joined.isOwnLeg(call, card, phone.account().user());
                })
                .map(CallStatus::id)
                .filter(answered::add)
                .toList();
    }

    boolean isOfPhone(Card card) {
        return joined.callOf(card).isPresent();
    }

    /** Who is there: as the card knows them, or the telephone. */
    String who(CallStatus call) {
        Card card = cards.find(joined.idOfCard(call.id()));
        boolean named =
                card != null && !card.ofTelephone() && (!card.candidates().isEmpty() || card.colleague() != null);
        return named ? CardText.title(card, words) : PhoneText.who(call, words);
    }

    void show() {
        window.calls.show(phone.calls().stream()
                .map(call -> new CallsPanel.Row(call, who(call)))
                .toList());
    }
}
