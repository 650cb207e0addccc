package org.ringbook.workspace.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.events.DraftChanged;
import org.ringbook.events.NoteSaved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Cards of calls that are just over: they stay for a while, so that one can read how it came out and call back. */
@Component
class EndedCards {

    private static final Duration QUIETLY = Duration.ofSeconds(45);
    private static final Duration STANDING_OUT = Duration.ofMinutes(10);

    private final Map<UUID, Map<UUID, Ended>> ofPeople = new ConcurrentHashMap<>();

    /** Notes that were typed lately. */
    private final Cache<DraftChanged, Boolean> typed = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    private record Ended(PopUp card, Instant until) {}

    /** Calls of which a person has saved what there was to say: their cards need a line and no more. */
    private final Cache<NoteSaved, Boolean> worked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    void add(UUID staffId, PopUp card, Instant now) {
        if (card.dismissed()) {
            return;
        }
        ofPeople.values()
                .forEach(cards -> cards.values().removeIf(one -> one.until().isBefore(now)));
        boolean typing = typed.getIfPresent(new DraftChanged(staffId, card.callId())) != null;
        Duration time = missed(card) || typing ? STANDING_OUT : QUIETLY;
        ofPeople.computeIfAbsent(staffId, id -> new ConcurrentHashMap<>())
                .put(card.callId(), new Ended(card, now.plus(time)));
    }

    /** Whoever types a note of it still needs it. */
    @EventListener
    void typed(DraftChanged draft) {
        typed.put(draft, true);
        Map<UUID, Ended> cards = ofPeople.get(draft.author());
        if (cards != null) {
            Instant until = Instant.now().plus(STANDING_OUT);
            cards.computeIfPresent(draft.call(), (call, card) -> new Ended(card.card(), until));
        }
    }

    @EventListener
    void saved(NoteSaved note) {
        worked.put(note, true);
    }

    /** Whether a note of it was typed and is not saved. */
    boolean isTyped(UUID staffId, PopUp card) {
        return typed.getIfPresent(new DraftChanged(staffId, card.callId())) != null && !isFolded(staffId, card);
    }

    /** Whether there is nothing more to say of a call that is over: it was worked with, or is somebody else's now. */
    boolean isFolded(UUID staffId, PopUp card) {
        return card.outcome() == PopUp.Outcome.ANSWERED_ELSEWHERE
                || worked.getIfPresent(new NoteSaved(staffId, card.callId())) != null;
    }

    /** Somebody chose who it was: the cards that stay show it. */
    void lookUpAgain(UUID staffId, PopUps popUps) {
        Map<UUID, Ended> cards = ofPeople.get(staffId);
        if (cards != null) {
            cards.replaceAll((id, one) -> new Ended(popUps.lookedUpAgain(one.card()), one.until()));
        }
    }

    void dismiss(UUID staffId, UUID callId) {
        Map<UUID, Ended> cards = ofPeople.get(staffId);
        if (cards != null) {
            cards.remove(callId);
        }
    }

    /** Newest first. */
    List<PopUp> of(UUID staffId, Instant now) {
        Map<UUID, Ended> cards = ofPeople.get(staffId);
        if (cards == null) {
            return List.of();
        }
        cards.values().removeIf(card -> card.until().isBefore(now));
        return cards.values().stream()
                .map(Ended::card)
                .sorted(Comparator.comparing(PopUp::startedAt).reversed())
                .toList();
    }

    /** An inbound call that nobody took: the one that should be called back. */
    static boolean missed(PopUp card) {
        return card.outcome() == PopUp.Outcome.MISSED;
    }
}
