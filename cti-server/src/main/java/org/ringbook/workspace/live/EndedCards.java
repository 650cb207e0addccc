package org.ringbook.workspace.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.ringbook.agents.PopUp;
import org.ringbook.agents.PopUps;
import org.ringbook.events.DraftChanged;
import org.ringbook.events.NoteSaved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Cards of calls that are just over: they stay for a while, so that one can read how it came out and call back. They are added on the
 * way of the ring, which must not take longer the more cards there are: only the few of one person are looked at.
 */
@Component
class EndedCards {

    /** As many as anybody looks at; what was missed before them stands among the missed calls. */
    static final int MOST_OF_A_PERSON = 30;

    private static final Duration QUIETLY = Duration.ofSeconds(45);
    private static final Duration STANDING_OUT = Duration.ofMinutes(10);

    /** Cards of people who have no more calls go with the others', now and then. */
    private static final Duration LOOK_AT_ALL = Duration.ofMinutes(1);

    private final Map<UUID, Cards> ofPeople = new ConcurrentHashMap<>();
    private volatile Instant lookedAtAll = Instant.EPOCH;

    /** Notes that were typed lately. */
    private final Cache<DraftChanged, Boolean> typed = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    /** Calls of which a person has saved what there was to say: their cards need a line and no more. */
    private final Cache<NoteSaved, Boolean> worked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(2))
            .build();

    private record Ended(PopUp card, Instant until) {}

    /** Those of one person, in the order in which the calls ended. */
    private static final class Cards {

        private final Map<UUID, Ended> byCall = new LinkedHashMap<>();

        synchronized void add(Ended one, Instant now) {
            drop(now);
            byCall.remove(one.card().callId());
            byCall.put(one.card().callId(), one);
            if (byCall.size() > MOST_OF_A_PERSON) {
                byCall.remove(Collections.min(byCall.values(), Comparator.comparing(Ended::until))
                        .card()
                        .callId());
            }
        }

        synchronized void drop(Instant now) {
            byCall.values().removeIf(one -> one.until().isBefore(now));
        }

        synchronized void remove(UUID call) {
            byCall.remove(call);
        }

        synchronized void stays(UUID call, Instant until) {
            byCall.computeIfPresent(call, (id, one) -> new Ended(one.card(), until));
        }

        synchronized List<PopUp> now(Instant now) {
            drop(now);
            return byCall.values().stream().map(Ended::card).toList();
        }

        /** Outside the lock: whoever adds one must not wait for it. */
        void replaceAll(UnaryOperator<PopUp> how) {
            for (PopUp card : now(Instant.now())) {
                PopUp another = how.apply(card);
                synchronized (this) {
                    byCall.computeIfPresent(card.callId(), (id, one) -> new Ended(another, one.until()));
                }
            }
        }
    }

    void add(UUID staffId, PopUp card, Instant now) {
        if (card.dismissed()) {
            return;
        }
        boolean typing = typed.getIfPresent(new DraftChanged(staffId, card.callId())) != null;
        Duration time = missed(card) || typing ? STANDING_OUT : QUIETLY;
        ofPeople.computeIfAbsent(staffId, id -> new Cards()).add(new Ended(card, now.plus(time)), now);
        dropOld(now);
    }

    private void dropOld(Instant now) {
        if (now.isAfter(lookedAtAll.plus(LOOK_AT_ALL))) {
            lookedAtAll = now;
            ofPeople.values().forEach(cards -> cards.drop(now));
        }
    }

    /** Whoever types a note of it still needs it. */
    @EventListener
    void typed(DraftChanged draft) {
        typed.put(draft, true);
        Cards cards = ofPeople.get(draft.author());
        if (cards != null) {
            cards.stays(draft.call(), Instant.now().plus(STANDING_OUT));
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
        Cards cards = ofPeople.get(staffId);
        if (cards != null) {
            cards.replaceAll(popUps::lookedUpAgain);
        }
    }

    void dismiss(UUID staffId, UUID callId) {
        Cards cards = ofPeople.get(staffId);
        if (cards != null) {
            cards.remove(callId);
        }
    }

    /** Newest first. */
    List<PopUp> of(UUID staffId, Instant now) {
        Cards cards = ofPeople.get(staffId);
        if (cards == null) {
            return List.of();
        }
        List<PopUp> all = new ArrayList<>(cards.now(now));
        all.sort(Comparator.comparing(PopUp::startedAt).reversed());
        return List.copyOf(all);
    }

    /** An inbound call that nobody took: the one that should be called back. */
    static boolean missed(PopUp card) {
        return card.outcome() == PopUp.Outcome.MISSED;
    }
}
