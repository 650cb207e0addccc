package org.ringbook.agent.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Ending;

/**
 * Which card of the server and which call of the telephone are the same thing: the same number at the same time, in the same direction; or
 * the only two of that moment, where the PBX shows another number than the outside world. Once they are one they stay so. A call that the
 * server knows nothing of has a card of its own.
 */
final class PhoneCards {

    /** A PBX tells its listeners of a call a moment before or after it rings. */
    private static final Duration SAME_TIME = Duration.ofSeconds(15);

    private static final Duration ONLY_TWO = Duration.ofSeconds(4);
    private static final int SIGNIFICANT = 10;

    private final String run;
    private final UnaryOperator<Instant> byServersClock;
    private final Map<String, CallStatus> calls = new HashMap<>();
    /** The card of a call, by the call's id. */
    private final Map<String, String> cardOf = new HashMap<>();

    private final Map<String, Instant> firstSeen = new HashMap<>();

    /** @param run makes the calls of this telephone others than those of one that was switched on before */
    PhoneCards(String run, UnaryOperator<Instant> byServersClock) {
        this.run = run;
        this.byServersClock = byServersClock;
    }

    /** What is to be done with the cards that are shown. */
    record Outcome(List<String> dropped, List<Card> own) {}

    /**
     * Joins what is new.
     *
     * @param call as it is now
     * @param cards of the server, those that go on and those that ended a moment ago
     */
    Outcome changed(CallStatus call, List<Card> cards, Instant now) {
        calls.put(call.id(), call);
        return join(cards, now);
    }

    /** Cards came or changed. */
    Outcome join(List<Card> cards, Instant now) {
        List<String> dropped = new ArrayList<>();
        for (Card card : cards) {
            if (!card.ofTelephone()) {
                firstSeen.putIfAbsent(card.callId(), now);
                follow(card);
                partner(card, cards, now).ifPresent(call -> {
                    cardOf.put(call.id(), card.callId());
                    dropped.add(own(call.id()));
                });
            }
        }
        List<Card> own = calls.values().stream()
                .filter(call -> !cardOf.containsKey(call.id()))
                .map(this::card)
                .toList();
        forget(now);
        return new Outcome(dropped, own);
    }

    /** The server's cards are gone: each call that goes on has a card of its own again. */
    void alone() {
        cardOf.clear();
        firstSeen.clear();
    }

    /** Two cards turned out to be one. */
    private void follow(Card card) {
        cardOf.replaceAll((call, id) -> card.replaces().contains(id) ? card.callId() : id);
    }

    private Optional<CallStatus> partner(Card card, List<Card> cards, Instant now) {
        if (cardOf.containsValue(card.callId())) {
            return Optional.empty();
        }
        List<CallStatus> free = calls.values().stream()
                .filter(call -> !cardOf.containsKey(call.id()))
                .filter(call -> sameDirection(card, call))
                .filter(call -> within(card, call, SAME_TIME))
                .toList();
        Optional<CallStatus> byNumber =
                free.stream().filter(call -> sameNumber(card, call)).findFirst();
        if (byNumber.isPresent()) {
            return byNumber;
        }
        if (card.placedByMe() && !free.isEmpty() && free.get(0).incoming()) {
            // Who rings while she waits for her own call may be a customer: only the number tells.
            return Optional.empty();
        }
        long others = cards.stream()
                .filter(other -> !other.ended() && !other.ofTelephone() && !cardOf.containsValue(other.callId()))
                .count();
        return free.size() == 1 && others == 1 && !card.ended() && within(card, free.get(0), ONLY_TWO)
                ? Optional.of(free.get(0))
                : Optional.empty();
    }

    private boolean within(Card card, CallStatus call, Duration most) {
        Duration apart = Duration.between(firstSeen.get(card.callId()), call.beganAt());
        return apart.abs().compareTo(most) <= 0;
    }

    private static boolean sameDirection(Card card, CallStatus call) {
        if (!call.incoming()) {
            return card.placedByMe();
        }
        return !card.placedByMe() || asksToPickUp(card) && call.state() != CallState.ENDED;
    }

    /**
     * Whether a call that rings here is the one that the person asked the server for, so that it may be answered without them: the server
     * says that this telephone rings for it, and it comes from the number that is to be dialled. When two do, neither is.
     *
     * @param telephone extension of this program
     */
    boolean isOwnLeg(CallStatus call, Card card, String telephone) {
        return call.incoming()
                && call.state() == CallState.RINGING
                && asksToPickUp(card)
                && card.extensions().contains(telephone)
                && isOfNumber(card, call)
                && calls.values().stream()
                        .noneMatch(other -> other != call
                                && other.incoming()
                                && other.state() == CallState.RINGING
                                && isOfNumber(card, other));
    }

    /** A click-to-call rings the person's own telephone first. */
    static boolean asksToPickUp(Card card) {
        return card.placedByMe() && Card.RINGING.equals(card.state()) && !card.inbound();
    }

    private static boolean sameNumber(Card card, CallStatus call) {
        String number = significant(call.party().number());
        if (number.isEmpty()) {
            return card.withheld() && !card.placedByMe();
        }
        return isOf(card, number)
                || asksToPickUp(card) && card.extensions().contains(call.party().number());
    }

    private static boolean isOfNumber(Card card, CallStatus call) {
        String number = significant(call.party().number());
        return !number.isEmpty() && isOf(card, number);
    }

    private static boolean isOf(Card card, String number) {
        return card.external() != null
                        && number.equals(significant(card.external().number()))
                || card.colleague() != null
                        && number.equals(significant(card.colleague().extension()));
    }

    /** National and international forms of a number end in the same digits. */
    private static String significant(String number) {
        String digits = number == null ? "" : number.replaceAll("[^0-9]", "");
        return digits.length() <= SIGNIFICANT ? digits : digits.substring(digits.length() - SIGNIFICANT);
    }

    private void forget(Instant now) {
        calls.values()
                .removeIf(call ->
                        call.endedAt() != null && call.endedAt().plus(SAME_TIME).isBefore(now));
        cardOf.keySet().retainAll(calls.keySet());
        firstSeen.values().removeIf(seen -> seen.plus(Duration.ofHours(12)).isBefore(now));
    }

    boolean knows(String call) {
        return calls.containsKey(call);
    }

    /** The call whose card this is. */
    Optional<CallStatus> callOf(Card card) {
        return calls.values().stream()
                .filter(call -> card.callId().equals(idOfCard(call.id())))
                .findFirst();
    }

    /** The card that a call has: the server's, or its own. */
    String idOfCard(String call) {
        return cardOf.getOrDefault(call, own(call));
    }

    private String own(String call) {
        return Card.OF_TELEPHONE + run + ":" + call;
    }

    private Card card(CallStatus call) {
        boolean known = !call.party().number().isEmpty();
        boolean named = !call.party().name().isEmpty();
        return new Card(
                own(call.id()),
                call.incoming() ? "inbound" : "outbound",
                !call.incoming(),
                state(call),
                outcome(call),
                null,
                known ? new Card.Number(call.party().number(), null) : null,
                !known,
                null,
                null,
                null,
                named ? List.of(new Card.Candidate(null, call.party().name(), null, null, null)) : List.of(),
                List.of(),
                byServersClock.apply(call.beganAt()),
                byServersClock.apply(PhoneText.since(call)),
                byServersClock.apply(call.answeredAt()),
                byServersClock.apply(call.endedAt()),
                null,
                talked(call),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                List.of(),
                List.of());
    }

    private static String state(CallStatus call) {
        return switch (call.state()) {
            case RINGING, ANSWERING -> Card.RINGING;
            case DIALLING, RINGING_THERE -> Card.CALLING;
            case TALKING -> call.heldHere() ? Card.HELD : Card.TALKING;
            case ENDING -> call.answeredAt() == null ? Card.CALLING : Card.TALKING;
            case ENDED -> Card.ENDED;
        };
    }

    private static Double talked(CallStatus call) {
        return call.answeredAt() == null || call.endedAt() == null
                ? null
                : Duration.between(call.answeredAt(), call.endedAt()).toMillis() / 1000.0;
    }

    private static String outcome(CallStatus call) {
        if (call.state() != CallState.ENDED) {
            return null;
        }
        if (call.ending() == Ending.TRANSFERRED) {
            return "transferred";
        }
        return call.answeredAt() != null ? "answered" : call.ending().name().toLowerCase(Locale.ROOT);
    }
}
