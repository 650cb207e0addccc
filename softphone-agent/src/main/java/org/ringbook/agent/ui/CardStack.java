package org.ringbook.agent.ui;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.Timer;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.calls.CardBook;

/** Which card lies on top, and how long one stays that has ended. */
final class CardStack {

    private static final int ENDED_STAYS_MILLIS = 12_000;

    private final CardBook book;
    private final Runnable changed;
    private final Set<String> ending = new HashSet<>();
    private String chosen;
    private long serverAheadMillis;

    /** @param changed called when a card goes by itself */
    CardStack(int history, Runnable changed) {
        this.book = new CardBook(history);
        this.changed = changed;
    }

    /** Whoever signs in next has seen none of them. */
    void clear() {
        book.clear();
        chosen = null;
    }

    /** @param popped given a card that is to come before the eyes */
    void take(Card card, boolean popsUp, Consumer<Card> popped) {
        book.take(card);
        if (popsUp && !card.ended() && !card.dismissed()) {
            chosen = card.callId();
            popped.accept(card);
        }
        if (card.ended() && ending.add(card.callId())) {
            var later = new Timer(ENDED_STAYS_MILLIS, event -> forget(card.callId()));
            later.setRepeats(false);
            later.start();
        }
    }

    void ringingNow(List<Card> cards, Consumer<Card> popped) {
        Set<String> known = new HashSet<>();
        book.shown().forEach(card -> known.add(card.callId()));
        book.ringingNow(cards);
        cards.forEach(card -> take(card, !known.contains(card.callId()), popped));
        book.shown().stream().filter(Card::ended).forEach(card -> take(card, false, popped));
    }

    private void forget(String callId) {
        ending.remove(callId);
        Card card = book.find(callId);
        if (card != null && card.ended()) {
            book.putAway(callId);
            changed.run();
        }
    }

    void drop(String callId) {
        book.drop(callId);
    }

    void putAway(Card card) {
        book.putAway(card.callId());
    }

    void choose(Card card) {
        chosen = card.callId();
    }

    /** The card on top; null when there is none. */
    Card top() {
        List<Card> shown = book.shown();
        return shown.stream()
                .filter(card -> card.callId().equals(chosen))
                .findFirst()
                .orElse(shown.isEmpty() ? null : shown.get(0));
    }

    List<Card> under(Card top) {
        return book.shown().stream().filter(card -> card != top).toList();
    }

    /** Null when it is not known any more. */
    Card find(String callId) {
        return book.find(callId);
    }

    /** The call that a note would be of: the one on top, or the last one that is over. */
    Optional<Card> worthNoting() {
        return Stream.concat(Stream.ofNullable(top()), book.history().stream())
                .filter(card -> !card.ofTelephone() && !Card.RINGING.equals(card.state()))
                .findFirst();
    }

    List<Card> history() {
        return book.history();
    }

    /** What the server's clock shows now, whatever the clock of this machine says. */
    void serverTime(Instant at) {
        if (at != null) {
            serverAheadMillis = at.toEpochMilli() - System.currentTimeMillis();
        }
    }

    /** The same moment by the server's clock. */
    Instant byServersClock(Instant here) {
        return here == null ? null : here.plusMillis(serverAheadMillis);
    }

    long secondsSince(long epochMillis) {
        return (System.currentTimeMillis() + serverAheadMillis - epochMillis) / 1000;
    }
}
