package org.ringbook.agent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringbook.agent.calls.Card;
import org.ringbook.agent.phone.CallState;
import org.ringbook.agent.phone.CallStatus;
import org.ringbook.agent.phone.Ending;
import org.ringbook.agent.phone.Party;

/** Which of the server's cards is which call of the telephone. */
class PhoneCardsTest {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final String MARIA = "+79161112233";

    private final PhoneCards cards = new PhoneCards("1", at -> at);

    private static CallStatus call(String id, boolean incoming, String number, CallState state) {
        boolean over = state == CallState.ENDED;
        return new CallStatus(
                id,
                incoming,
                new Party(number, ""),
                state,
                false,
                false,
                false,
                false,
                false,
                null,
                "sip-" + id,
                NINE,
                null,
                over ? NINE.plusSeconds(5) : null,
                over ? Ending.MISSED : null,
                0,
                Set.of());
    }

    private static Card card(String id, String direction, boolean placedByMe, String external, List<String> replaces) {
        return new Card(
                id,
                direction,
                placedByMe,
                Card.RINGING,
                null,
                null,
                external == null ? null : new Card.Number(external, null),
                external == null,
                null,
                null,
                null,
                List.of(),
                List.of("101"),
                NINE,
                NINE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                List.of(),
                replaces);
    }

    private String cardOf(String call) {
        return cards.idOfCard(call);
    }

    @Test
    void aCallThatTheServerDoesNotKnowHasACardOfItsOwn() {
        var outcome = cards.changed(call("c1", true, MARIA, CallState.RINGING), List.of(), NINE);
        assertThat(outcome.own()).singleElement().satisfies(own -> {
            assertThat(own.ofTelephone()).isTrue();
            assertThat(own.external().number()).isEqualTo(MARIA);
            assertThat(own.state()).isEqualTo(Card.RINGING);
        });
    }

    @Test
    void theServersCardTakesItsPlaceHoweverTheNumberIsWritten() {
        cards.changed(call("c1", true, "89161112233", CallState.RINGING), List.of(), NINE);
        var outcome = cards.join(List.of(card("m", "inbound", false, MARIA, List.of())), NINE.plusSeconds(1));
        assertThat(outcome.dropped()).hasSize(1);
        assertThat(outcome.own()).isEmpty();
        assertThat(cardOf("c1")).isEqualTo("m");
    }

    @Test
    void ofTwoWhoCallAtOnceEachHasTheirOwnCard() {
        var marias = card("m", "inbound", false, MARIA, List.of());
        var pavels = card("p", "inbound", false, "+79035556677", List.of());
        cards.changed(call("c1", true, "+79035556677", CallState.RINGING), List.of(marias, pavels), NINE);
        cards.changed(call("c2", true, MARIA, CallState.RINGING), List.of(marias, pavels), NINE);
        assertThat(cardOf("c1")).isEqualTo("p");
        assertThat(cardOf("c2")).isEqualTo("m");
    }

    @Test
    void whoHidesTheirNumberIsTheCardWithoutOne() {
        cards.changed(
                call("c1", true, "", CallState.RINGING), List.of(card("w", "inbound", false, null, List.of())), NINE);
        assertThat(cardOf("c1")).isEqualTo("w");
    }

    @Test
    void theOnlyTwoOfAMomentAreOneThoughThePbxShowsAnotherNumber() {
        cards.changed(
                call("c1", true, "700", CallState.RINGING),
                List.of(card("m", "inbound", false, MARIA, List.of())),
                NINE);
        assertThat(cardOf("c1")).isEqualTo("m");
    }

    @Test
    void aCallThatSheMadeIsNotTheOneThatComesIn() {
        cards.changed(
                call("c1", false, MARIA, CallState.DIALLING),
                List.of(card("m", "inbound", false, MARIA, List.of())),
                NINE);
        assertThat(cardOf("c1")).startsWith(Card.OF_TELEPHONE);
    }

    @Test
    void anotherCallOfTheSameNumberMinutesLaterIsAnother() {
        cards.changed(call("c1", true, MARIA, CallState.RINGING), List.of(), NINE);
        cards.join(List.of(card("later", "inbound", false, MARIA, List.of())), NINE.plusSeconds(120));
        assertThat(cardOf("c1")).startsWith(Card.OF_TELEPHONE);
    }

    @Test
    void aCardThatTurnsOutToBeAnotherStaysTheCardOfItsCall() {
        cards.changed(
                call("c1", true, MARIA, CallState.RINGING),
                List.of(card("m", "inbound", false, MARIA, List.of())),
                NINE);
        cards.join(List.of(card("n", "inbound", false, MARIA, List.of("m"))), NINE.plusSeconds(1));
        assertThat(cardOf("c1")).isEqualTo("n");
    }

    @Test
    void whatShePlacedAndRingsAtHerIsHersToPickUp() {
        var asked = card("o", "outbound", true, MARIA, List.of());
        assertThat(PhoneCards.asksToPickUp(asked)).isTrue();
        cards.changed(call("c1", true, MARIA, CallState.RINGING), List.of(asked), NINE);
        assertThat(cardOf("c1")).isEqualTo("o");
    }

    @Test
    void aMissedCallIsMissedOnItsCard() {
        var own = cards.changed(call("c1", true, MARIA, CallState.ENDED), List.of(), NINE)
                .own()
                .get(0);
        assertThat(own.ended()).isTrue();
        assertThat(own.missed()).isTrue();
    }

    @Test
    void aCustomerWhoRingsMeanwhileIsNotAnsweredInHerPlace() {
        var asked = card("o", "outbound", true, MARIA, List.of());
        CallStatus pavel = call("c1", true, "+79035556677", CallState.RINGING);
        cards.changed(pavel, List.of(asked), NINE);
        assertThat(cardOf("c1")).startsWith(Card.OF_TELEPHONE);
        assertThat(cards.isOwnLeg(pavel, asked, "101")).isFalse();
    }

    @Test
    void onlyWhatTheServerSaysRingsHereWithTheDialledNumberIsAnsweredByItself() {
        var asked = card("o", "outbound", true, MARIA, List.of());
        CallStatus rings = call("c1", true, "89161112233", CallState.RINGING);
        cards.changed(rings, List.of(asked), NINE);
        assertThat(cards.isOwnLeg(rings, asked, "101")).isTrue();
        assertThat(cards.isOwnLeg(rings, asked, "102")).as("another telephone").isFalse();
        cards.changed(call("c2", true, MARIA, CallState.RINGING), List.of(asked), NINE);
        assertThat(cards.isOwnLeg(rings, asked, "101"))
                .as("she calls at this moment")
                .isFalse();
    }

    @Test
    void aPbxThatShowsTheTelephoneItselfIsJoinedAndNotAnswered() {
        var asked = card("o", "outbound", true, MARIA, List.of());
        CallStatus rings = call("c1", true, "101", CallState.RINGING);
        cards.changed(rings, List.of(asked), NINE);
        assertThat(cardOf("c1")).isEqualTo("o");
        assertThat(cards.isOwnLeg(rings, asked, "101")).isFalse();
    }

    @Test
    void whoCalledAMomentAgoIsNotTheCallThatIsPlacedNow() {
        cards.changed(call("c1", true, MARIA, CallState.ENDED), List.of(), NINE);
        var asked = card("o", "outbound", true, MARIA, List.of());
        cards.join(List.of(asked), NINE.plusSeconds(1));
        CallStatus rings = call("c2", true, MARIA, CallState.RINGING);
        cards.changed(rings, List.of(asked), NINE.plusSeconds(2));
        assertThat(cardOf("c2")).isEqualTo("o");
        assertThat(cards.isOwnLeg(rings, asked, "101")).isTrue();
    }
}
