package org.ringbook.agents;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.correlation.CorrelationRules;
import org.ringbook.staff.StaffMember;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's cards and the screens that follow them. Its own lock keeps what happens to this person in one order for all
 * of their screens,
 * and makes nobody else wait.
 */
final class AgentSessions {

    private static final Logger LOG = LoggerFactory.getLogger(AgentSessions.class);

    private static final int MOST_LATELY = 8;

    private final CardOfCall cards;
    private final Map<UUID, PopUp> open = new LinkedHashMap<>();
    /** Those that they have a part in, as they were last; of two that are one, only one has a card. */
    private final Map<UUID, Call> theirCalls = new LinkedHashMap<>();

    /** Whose card ended last: another source may still tell the same call, whole and after its end. */
    private final Map<UUID, Call> lately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Call> eldest) {
            return size() > MOST_LATELY;
        }
    };

    private final List<PopUpListener> listeners = new CopyOnWriteArrayList<>();

    private final Consumer<PopUpEvent> everybodys;
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger telephones = new AtomicInteger();

    /** @param everybodys told of everything, whether a screen is there or not */
    AgentSessions(CardOfCall cards, Consumer<PopUpEvent> everybodys) {
        this.cards = cards;
        this.everybodys = everybodys;
    }

    /** @return how many browsers follow after so many came or went */
    int pages(int more) {
        return pages.addAndGet(more);
    }

    /** @return how many programs are the person's telephone after so many came or went */
    int telephones(int more) {
        return telephones.addAndGet(more);
    }

    synchronized List<PopUp> cards() {
        return List.copyOf(open.values());
    }

    /** @return the cards that are open; all that happens after them reaches the screen */
    synchronized List<PopUp> join(PopUpListener listener) {
        listeners.add(listener);
        return cards();
    }

    void leave(PopUpListener listener) {
        listeners.remove(listener);
    }

    int connections() {
        return listeners.size();
    }

    /** @return whether a card of the call is open afterwards */
    synchronized boolean follow(CallChange change, StaffMember member, Instant at) {
        var call = change.now();
        List<UUID> replaces = change.merged().stream()
                .filter(old -> !old.equals(call.id()) && open.containsKey(old))
                .toList();
        PopUp shownAsOther = replaces.stream()
                .map(open::remove)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        PopUp before = open.getOrDefault(call.id(), shownAsOther);
        PartInCall part = PartInCall.of(call, cards.telephonesOf(member, call));
        Call last = remember(change, part != null);
        PopUp same = part == null || before != null ? null : cardOfTheSame(call);
        if (same != null) {
            if (part.state() != PopUp.State.RINGING && same.state() == PopUp.State.RINGING) {
                takeOver(call, part, member, same, at);
            }
        } else if (part != null) {
            show(cards.now(call, part, member, before, replaces), before, at);
        } else if (before != null) {
            end(call, last, member, before, replaces, at);
        } else {
            flash(change, member, at);
        }
        return part != null;
    }

    /** What rang and was over before anybody looked is shown ringing, and ends. */
    private void flash(CallChange change, StaffMember member, Instant at) {
        Call call = change.now();
        PartInCall rang = change.merged().isEmpty()
                ? PartInCall.rangUnseen(change.before(), call, cards.telephonesOf(member, call))
                : null;
        if (rang == null
                || cardOfTheSame(call) != null
                || lately.values().stream().anyMatch(one -> areOne(call, one))) {
            return;
        }
        PopUp card = cards.asItRang(call, rang, member);
        publish(new PopUpEvent(PopUpEvent.Kind.POP_UP, at, card));
        lately.put(call.id(), call);
        publish(new PopUpEvent(PopUpEvent.Kind.END, at, cards.ended(call, member, card, List.of())));
    }

    /** @return the call as it was before */
    private Call remember(CallChange change, boolean theirs) {
        change.merged().forEach(theirCalls::remove);
        UUID id = change.now().id();
        return theirs ? theirCalls.put(id, change.now()) : theirCalls.remove(id);
    }

    /** The open card of a call that another source reports, and that is this one. */
    private PopUp cardOfTheSame(Call call) {
        return open.values().stream()
                .filter(card -> areOne(call, theirCalls.get(card.callId())))
                .findFirst()
                .orElse(null);
    }

    private static boolean areOne(Call one, Call other) {
        return one != null
                && other != null
                && !one.id().equals(other.id())
                && CorrelationRules.proof(one, other).isPresent();
    }

    /** The other source knows more by now: the card goes on as the card of that call. */
    private void takeOver(Call call, PartInCall part, StaffMember member, PopUp before, Instant at) {
        open.remove(before.callId());
        show(cards.now(call, part, member, before, List.of(before.callId())), before, at);
    }

    /** Another source may still have the call, and end it a moment later. */
    private void end(Call call, Call last, StaffMember member, PopUp before, List<UUID> replaces, Instant at) {
        Call goesOn = theirCalls.values().stream()
                .filter(other -> !open.containsKey(other.id()) && areOne(last, other))
                .findFirst()
                .orElse(null);
        if (goesOn != null) {
            takeOver(goesOn, PartInCall.of(goesOn, cards.telephonesOf(member, goesOn)), member, before, at);
            return;
        }
        open.remove(call.id());
        lately.put(call.id(), call);
        publish(new PopUpEvent(PopUpEvent.Kind.END, at, cards.ended(call, member, before, replaces)));
    }

    /** Changes an open card; nothing happens when it is no longer open. */
    synchronized void change(UUID callId, UnaryOperator<PopUp> how, Instant at) {
        PopUp before = open.get(callId);
        if (before != null) {
            show(how.apply(before), before, at);
        }
    }

    /** Asks again whom the numbers mean: the contact may have been written down during the call. */
    synchronized void lookUpAgain(Instant at) {
        for (PopUp card : cards()) {
            show(cards.lookedUpAgain(card), card, at);
        }
    }

    private void show(PopUp card, PopUp before, Instant at) {
        open.put(card.callId(), card);
        if (!card.equals(before)) {
            publish(new PopUpEvent(before == null ? PopUpEvent.Kind.POP_UP : PopUpEvent.Kind.UPDATE, at, card));
        }
    }

    private void publish(PopUpEvent event) {
        try {
            everybodys.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("What is told of everybody's cards failed", e);
        }
        for (PopUpListener listener : listeners) {
            try {
                listener.changed(event);
            } catch (RuntimeException e) {
                LOG.warn("A screen failed and is sent no more pop-ups", e);
                listeners.remove(listener);
            }
        }
    }
}
