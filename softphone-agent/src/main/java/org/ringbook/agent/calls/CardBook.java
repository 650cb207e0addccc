package org.ringbook.agent.calls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What pops now and what was before, in this session. Pure memory, for one thread.
 *
 * <p>A card that ended stays before the eyes until it is put away or forgotten; what was put away is still in the
 * history.
 */
public final class CardBook {

    private final int longest;
    private final Map<String, Card> shown = new LinkedHashMap<>();
    private final Map<String, Card> history = new LinkedHashMap<>();

    /** @param longest how many calls the history keeps */
    public CardBook(int longest) {
        this.longest = longest;
    }

    public void clear() {
        shown.clear();
        history.clear();
    }

    /** Takes a card from the server: new, changed or ended, all the same, because each is whole. */
    public void take(Card card) {
        card.replaces().forEach(old -> {
            shown.remove(old);
            history.remove(old);
        });
        Card before = history.get(card.callId());
        if (before != null && before.ended() && !card.ended()) {
            history.remove(card.callId());
        }
        history.put(card.callId(), card);
        trim();
        if (card.dismissed()) {
            shown.remove(card.callId());
        } else if (!card.ended() || shown.containsKey(card.callId())) {
            shown.put(card.callId(), card);
        }
    }

    /**
     * What rings after a (re)connect. Cards that are open here and not among them ended while nobody listened; how they
     * came out is not known here.
     */
    public void ringingNow(List<Card> cards) {
        Set<String> now = cards.stream().map(Card::callId).collect(Collectors.toSet());
        List.copyOf(history.values()).stream()
                .filter(card -> !card.ended() && !card.ofTelephone() && !now.contains(card.callId()))
                .map(Card::endedUnseen)
                .forEach(this::take);
        cards.forEach(this::take);
    }

    /** Takes the card away from the eyes; the history keeps it. */
    public void putAway(String callId) {
        shown.remove(callId);
    }

    /** Another card stands for the same call: this one never was. */
    public void drop(String callId) {
        shown.remove(callId);
        history.remove(callId);
    }

    /** Cards to show: those that go on before those that ended, the newest first. */
    public List<Card> shown() {
        List<Card> newest = new ArrayList<>(shown.values());
        Collections.reverse(newest);
        newest.sort((a, b) -> Boolean.compare(a.ended(), b.ended()));
        return newest;
    }

    /** All calls of this session, the newest first. */
    public List<Card> history() {
        List<Card> newest = new ArrayList<>(history.values());
        Collections.reverse(newest);
        return newest;
    }

    public Card find(String callId) {
        return history.get(callId);
    }

    private void trim() {
        var oldest = history.values().iterator();
        while (history.size() > longest && oldest.hasNext()) {
            if (oldest.next().ended()) {
                oldest.remove();
            }
        }
    }
}
